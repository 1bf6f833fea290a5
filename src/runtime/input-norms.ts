import type { Dataset } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import { inputSums } from "../onnx/pruning/input-sums.js";
import type { InputNorms } from "../onnx/pruning/method.js";
import type { PrunableLayer } from "../onnx/pruning/prunable-layers.js";
import type { Engine, Session } from "./engine.js";
import type { RunOptions } from "./evaluate.js";
import { batchesOf } from "./forward.js";
import { batchSize, type ImageInput, imageInput } from "./image-input.js";
import type { Model } from "./open-model.js";
import { preparation } from "./preparation.js";
import { withSession } from "./with-session.js";

/** Norms of what goes into the layers of a network. */
export interface MeasuredNorms {
  readonly norms: InputNorms;
  /** Images that were run: all, or the full batches where the graph fixes how many it takes. */
  readonly n: number;
}

/**
 * The L2 norm of every input feature of some layers over a set of images: of a convolution's channels over all positions, of
 * a product's columns over all rows or tokens. What pruning by `wanda` needs.
 *
 * Sums of a run are float32, those over runs float64.
 *
 * @param layers - from `prunableLayers` of `model.onnx`.
 * @throws TrisimError "too-few-examples" for fewer images than a fixed batch takes; "bad-value" where activations are not
 * finite; the signal's reason once it is aborted.
 */
export function inputNorms(
  engine: Engine,
  model: Model,
  layers: readonly PrunableLayer[],
  images: Dataset,
  options: RunOptions,
): Promise<MeasuredNorms> {
  const { graph, outputs } = inputSums(model.onnx, layers);
  return withSession(engine, model.name, graph, async (session) => {
    const input = imageInput(model.name, session, images, model.preprocess.config);
    const n = wholeBatches(model, input, images);
    const sums = await summed(session, model, input, images, n, [...new Set(outputs.values())], options);
    const norms = new Map([...sums].map(([output, squares]) => [output, squares.map(Math.sqrt)] as const));
    for (const [layer, output] of outputs) checkNorms(model, layer, norms.get(output));
    return {
      norms: new Map([...outputs].map(([layer, output]) => [layer, norms.get(output) ?? new Float64Array()])),
      n,
    };
  });
}

/** Blank images that fill a batch up would count as images do. */
function wholeBatches({ name }: Model, { batch }: ImageInput, images: Dataset): number {
  const n = batch === null ? images.n : images.n - (images.n % batch);
  if (n > 0) return n;
  const what = `has ${images.n} examples, and ${name} takes ${batch} at a time`;
  throw new TrisimError("too-few-examples", `${images.name}: ${what}; give at least as many`);
}

async function summed(
  session: Session,
  model: Model,
  input: ImageInput,
  images: Dataset,
  n: number,
  outputs: readonly string[],
  options: RunOptions,
): Promise<ReadonlyMap<string, Float64Array>> {
  const prepare = preparation(images.images, model.preprocess.config, input.shape[0]);
  const batch = batchSize(input, options.batch);
  const sums = new Map<string, Float64Array>();
  const pass = { dataset: { ...images, n }, prepare, input, batch, signal: options.signal };
  for await (const { images: feed, count } of batchesOf(pass)) {
    options.signal?.throwIfAborted();
    const values = await session.run({ [input.name]: feed }, outputs);
    for (const [output, { data }] of Object.entries(values)) {
      const before = sums.get(output) ?? new Float64Array(data.length);
      sums.set(
        output,
        before.map((sum, feature) => sum + (data[feature] ?? 0)),
      );
    }
    options.onExamples?.(count);
  }
  return sums;
}

function checkNorms({ name }: Model, layer: string, norms: Float64Array | undefined): void {
  const found = norms?.find((norm) => !Number.isFinite(norm));
  if (norms !== undefined && found === undefined) return;
  const what = `what goes into weight "${layer}" has a norm of ${found} over the calibration images`;
  throw new TrisimError(
    "bad-value",
    `${name}: ${what}, expected finite numbers; prune it with another method than wanda`,
  );
}
