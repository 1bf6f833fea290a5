import { fittedSize } from "../data/fitted.js";
import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { mean } from "../kernels/mean.js";
import { rowProducts } from "../kernels/products.js";
import { permutation } from "../kernels/random.js";
import { unitRows } from "../kernels/unit-rows.js";
import { floatImages } from "../onnx/float-images.js";
import { imageInput } from "../onnx/graph.js";
import { imageEmbeddingOf } from "../onnx/logits.js";
import { withOutputsAsFloats } from "../onnx/tap.js";
import { textEmbeddingOf } from "../onnx/towers.js";
import type { Engine, TensorValue } from "./engine.js";
import type { Model } from "./open-model.js";
import { longestOf, MOST_TEXTS_A_RUN, textFeeds, textShape } from "./text-feeds.js";
import type { TextPlan } from "./text-plan.js";
import { withSession } from "./with-session.js";

const LOGITS = "logits_per_image";
const IMAGES = 2;
/** Of the logits' spread: more than float32 leaves, less than any other formula would. */
const TOLERANCE = 1e-3;
/** The same where logits have ten binary digits, of which their mean takes some. */
const HALF_TOLERANCE = 3e-2;

/** What makes logits of cosines: `scale` · cosine + `bias`. */
export interface LogitLine {
  readonly scale: number;
  readonly bias: number;
}

/**
 * The line of a joint image–text graph that gives logits: the slope and the intercept of its logits over the cosines of its
 * embeddings, found by running it once on noise.
 *
 * @param plan - of at least two different texts; they need not be filled up, since the line is the same for all.
 * @returns `null` for a graph without such an output, or with images of a size that nothing says.
 * @throws TrisimError "unsupported" where its logits are no multiple of the cosines.
 */
export async function jointLogitScale(
  engine: Engine,
  { name, whole: own, preprocess }: Model,
  { tokens, pad, side }: TextPlan,
): Promise<LogitLine | null> {
  const whole = floatImages(own);
  const [image, text] = [imageEmbeddingOf(whole), textEmbeddingOf(whole)?.name];
  const images = noise(imageInput(whole).dims ?? [], fittedSize(preprocess.config));
  if (image === null || text === undefined || images === null) return null;
  const logits = whole.outputs.find((output) => output.name === LOGITS);
  if (logits === undefined) return null;
  const inputs = whole.inputs.filter((input) => input.name !== imageInput(whole).name);
  const shape = textShape(name, inputs);
  const texts = tokens.slice(0, shape.batch ?? MOST_TEXTS_A_RUN);
  const length = shape.length ?? longestOf(texts);
  const feeds = textFeeds(name, inputs, texts, { batch: shape.batch ?? texts.length, length, pad, side });
  const { graph, outputs } = withOutputsAsFloats(whole, [image, text, LOGITS]);
  const values = await withSession(engine, name, graph, (session) =>
    session.run({ ...feeds, [imageInput(whole).name]: images }, outputs),
  );
  const [x = "", y = "", products = ""] = outputs;
  const given = [matrixOf(values[x]), matrixOf(values[y]), matrixOf(values[products])] as const;
  return lineOf(name, given, logits.elemType === "float16" ? HALF_TOLERANCE : TOLERANCE);
}

/** Images of the size that the graph fixes, else of the one that preprocessing gives them. */
function noise(
  [batch, ...shape]: readonly (number | string | null)[],
  size: { readonly height: number; readonly width: number } | null,
): TensorValue | null {
  const usual = [3, size?.height, size?.width];
  const own = shape.map((dim, axis) => (typeof dim === "number" ? dim : usual[axis]));
  if (own.length === 0 || own.includes(undefined)) return null;
  const dims = [typeof batch === "number" ? batch : IMAGES, ...(own as number[])];
  const count = dims.reduce((product, dim) => product * dim, 1);
  return { dims, data: Float32Array.from(permutation(count, 0), (place) => (2 * place) / count - 1) };
}

function matrixOf(value: TensorValue | undefined): Matrix {
  const [rows = 0, columns = 0] = value?.dims ?? [];
  return { rows, columns, data: value?.data ?? new Float32Array(0) };
}

function lineOf(
  name: string,
  [images, texts, logits]: readonly [Matrix, Matrix, Matrix],
  tolerance: number,
): LogitLine {
  const x = rowProducts(unitRows(images), unitRows(texts)).data;
  const y = Float64Array.from(logits.data);
  const [xMean, yMean] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - xMean) ** 2, 0);
  const scale = x.reduce((sum, value, i) => sum + (value - xMean) * ((y[i] ?? Number.NaN) - yMean), 0) / spread;
  const worst = x.reduce(
    (most, value, i) => Math.max(most, Math.abs((y[i] ?? 0) - yMean - scale * (value - xMean))),
    0,
  );
  if (worst <= tolerance * Math.abs(scale) * Math.sqrt(spread / x.length))
    return { scale, bias: yMean - scale * xMean };
  throw new TrisimError(
    "unsupported",
    `${name}: its ${LOGITS} are no multiple of the cosines of its embeddings; give --logit-scale NUMBER`,
  );
}
