import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { rowProducts } from "../kernels/products.js";
import { permutation } from "../kernels/random.js";
import { unitRows } from "../kernels/unit-rows.js";
import { imageInput } from "../onnx/graph.js";
import { imageEmbeddingOf } from "../onnx/logits.js";
import { textEmbeddingOf } from "../onnx/towers.js";
import type { Engine, TensorValue } from "./engine.js";
import type { Model } from "./open-model.js";
import { longestOf, MOST_TEXTS_A_RUN, textFeeds, textShape } from "./text-feeds.js";
import { withSession } from "./with-session.js";

const LOGITS = "logits_per_image";
const IMAGES = 2;
/** Of the logits' spread: more than float32 leaves, less than any other formula would. */
const TOLERANCE = 1e-3;

/**
 * The scale of a joint image–text graph that gives logits: the slope of its logits over the cosines of its embeddings,
 * found by running it once on noise. A constant that it adds to all logits changes no probability and is left out.
 *
 * @param tokens - of at least two different texts.
 * @returns `null` for a graph without such an output, or with images of open size.
 * @throws TrisimError "unsupported" where its logits are no multiple of the cosines.
 */
export async function jointLogitScale(
  engine: Engine,
  { name, whole }: Model,
  tokens: readonly (readonly number[])[],
): Promise<number | null> {
  const [image, text] = [imageEmbeddingOf(whole), textEmbeddingOf(whole)?.name];
  const images = noise(imageInput(whole).dims ?? []);
  if (image === null || text === undefined || images === null) return null;
  if (!whole.outputs.some((output) => output.name === LOGITS)) return null;
  const inputs = whole.inputs.filter((input) => input.name !== imageInput(whole).name);
  const shape = textShape(name, inputs);
  const texts = tokens.slice(0, shape.batch ?? MOST_TEXTS_A_RUN);
  const length = shape.length ?? longestOf(texts);
  const feeds = textFeeds(name, inputs, texts, shape.batch ?? texts.length, length);
  const values = await withSession(engine, name, whole.bytes, (session) =>
    session.run({ ...feeds, [imageInput(whole).name]: images }, [LOGITS, image, text]),
  );
  return slope(name, matrixOf(values[image]), matrixOf(values[text]), matrixOf(values[LOGITS]));
}

function noise([batch, ...shape]: readonly (number | string | null)[]): TensorValue | null {
  const open = shape.filter((dim) => typeof dim !== "number");
  if (shape.length === 0 || open.length > 0) return null;
  const dims = [typeof batch === "number" ? batch : IMAGES, ...(shape as number[])];
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { dims, data: Float32Array.from(permutation(size, 0), (place) => (2 * place) / size - 1) };
}

function matrixOf(value: TensorValue | undefined): Matrix {
  const [rows = 0, columns = 0] = value?.dims ?? [];
  return { rows, columns, data: value?.data ?? new Float32Array(0) };
}

function slope(name: string, images: Matrix, texts: Matrix, logits: Matrix): number {
  const x = rowProducts(unitRows(images), unitRows(texts)).data;
  const y = Float64Array.from(logits.data);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [xMean, yMean] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - xMean) ** 2, 0);
  const scale = x.reduce((sum, value, i) => sum + (value - xMean) * ((y[i] ?? Number.NaN) - yMean), 0) / spread;
  const worst = x.reduce(
    (most, value, i) => Math.max(most, Math.abs((y[i] ?? 0) - yMean - scale * (value - xMean))),
    0,
  );
  if (worst <= TOLERANCE * Math.abs(scale) * Math.sqrt(spread / x.length)) return scale;
  throw new TrisimError(
    "unsupported",
    `${name}: its ${LOGITS} are no multiple of the cosines of its embeddings; give --logit-scale NUMBER`,
  );
}
