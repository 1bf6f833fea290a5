import type { Dataset } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import type { MeasuringGraph } from "../onnx/repair/measuring.js";
import { type BatchMoments, type ChannelMoments, pooledMoments } from "../onnx/repair/moments.js";
import { unsoundParameter } from "../onnx/unsound-parameter.js";
import type { Engine, Feeds, TensorValue } from "./engine.js";
import type { RunOptions } from "./evaluate.js";
import { rangesOf } from "./forward.js";
import { batchSize, type ImageInput, imageInput } from "./image-input.js";
import type { Model } from "./open-model.js";
import { preparation } from "./preparation.js";
import { withSession } from "./with-session.js";

/** Images that are normalised together: as many as are usual in training. */
const BATCH = 100;

/** Statistics of fewer images a batch say little. */
export const FEWEST_A_BATCH = 16;

/** Values that such a batch takes in, about 16 photographs of 224 × 224: activations of a batch are larger than weights. */
const VALUES_A_BATCH = FEWEST_A_BATCH * 3 * 224 * 224;

/**
 * The statistics of every repaired place over a set of images, each batch normalised by its own.
 *
 * @param measuring - from `measuringBatchNorms`, `measuringLayers` or `repairingLayers`.
 * @param targets - what else is fed, anew for each batch.
 * @throws TrisimError "bad-value" where a statistic is not finite; the signal's reason once it is aborted.
 */
export function channelMoments(
  engine: Engine,
  model: Model,
  measuring: MeasuringGraph,
  images: Dataset,
  options: RunOptions,
  targets: () => Feeds = () => ({}),
): Promise<readonly ChannelMoments[]> {
  return withSession(engine, model.name, measuring.graph, async (session) => {
    const [first] = session.inputs;
    const { config } = model.preprocess;
    const input = imageInput(model.name, { inputs: first === undefined ? [] : [first] }, images, config);
    const prepare = preparation(images.images, config, input.shape[0]);
    const wanted = measuring.outputs.flatMap(({ mean, variance }) => [mean, variance]);
    const batches: BatchMoments[][] = measuring.outputs.map(() => []);
    const ranges = parts(images.n, input, measuring.batchwise ? null : batchSize(input, options.batch));
    const pass = { dataset: images, prepare, input, signal: options.signal };
    for await (const { images: feed, count } of rangesOf(pass, ranges)) {
      options.signal?.throwIfAborted();
      const values = await session.run({ [input.name]: feed, ...targets() }, wanted);
      for (const [k, { mean, variance }] of measuring.outputs.entries()) {
        const moments = { mean: numbers(model, values[mean]), variance: numbers(model, values[variance]) };
        batches[k]?.push({ ...moments, images: count });
      }
      options.onExamples?.(count);
    }
    return batches.map(pooledMoments);
  });
}

function numbers({ name, onnx }: Model, value: TensorValue | undefined): Float64Array {
  const found = Float64Array.from(value?.data ?? []);
  if (found.length > 0 && found.every(Number.isFinite)) return found;
  const cause = unsoundParameter(onnx);
  const why = cause === null ? "" : `, since its ${cause}`;
  throw new TrisimError("bad-value", `${name}: a channel's statistics are not finite on the calibration images${why}`);
}

/**
 * Full batches where the graph asks for a size; else equal parts, of at most `most` images, or of at least 16 and at most 100
 * that keep memory in bounds.
 */
function parts(n: number, { batch, shape }: ImageInput, most: number | null): readonly (readonly [number, number])[] {
  const values = shape.reduce((product, dim) => product * dim, 1);
  const bound = most ?? Math.min(BATCH, Math.max(FEWEST_A_BATCH, Math.floor(VALUES_A_BATCH / values)));
  const fewest = most === null ? FEWEST_A_BATCH : 1;
  const count = batch === null ? Math.min(Math.ceil(n / bound), Math.floor(n / fewest)) : Math.floor(n / batch);
  const [parts, end] = [Math.max(1, count), batch === null ? n : Math.min(n, Math.max(1, count) * batch)];
  return Array.from({ length: parts }, (_, k) => [Math.floor((k * end) / parts), Math.floor(((k + 1) * end) / parts)]);
}
