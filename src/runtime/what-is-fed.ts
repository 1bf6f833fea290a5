import type { Dataset, StoredImages } from "../data/dataset.js";
import { encodedSize } from "../data/decoded.js";
import { readAhead } from "../data/read-ahead.js";
import { batchSize, type ImageInput, imageInput } from "./image-input.js";
import type { Model } from "./open-model.js";
import { preparation } from "./preparation.js";
import { type ValueMoments, valueMoments } from "./value-moments.js";

/** Height, then width. */
type Size = readonly [number, number];

/** What a network really sees of a data set. */
export interface Fed {
  /** C, H, W. */
  readonly shape: readonly [number, number, number];
  /** One a channel, in the order in which they are fed. */
  readonly channels: readonly ValueMoments[];
  /** Sizes of the images as they are stored: how many there are, the smallest and the largest area; `null` of float arrays. */
  readonly stored: { readonly sizes: number; readonly smallest: Size; readonly largest: Size } | null;
  /** Label → its number of examples, ascending; `null` where there are no labels. */
  readonly labels: Readonly<Record<string, number>> | null;
}

/** Images ahead of those that are counted. */
const AHEAD = 3;

/**
 * Sends a data set through a network's preprocessing as an evaluation would, without running the network.
 *
 * @throws TrisimError for what the data contain; the signal's reason once it is aborted.
 */
export async function whatIsFed(
  model: Model,
  dataset: Dataset,
  options: { readonly signal?: AbortSignal; readonly onExamples?: (count: number) => void } = {},
): Promise<Fed> {
  const { config } = model.preprocess;
  const input = inputOf(model, dataset);
  const prepare = preparation(dataset.images, config, input.shape[0]);
  const batch = Math.max(8, batchSize(input));
  const sizes = new Map<string, Size>();
  const moments = Array.from({ length: input.shape[0] }, () => valueMoments());
  const batches = readAhead(Math.ceil(dataset.n / batch), AHEAD, async (k) => {
    options.signal?.throwIfAborted();
    const stored = await dataset.read(k * batch, Math.min((k + 1) * batch, dataset.n));
    return { sizes: await sizesOf(stored, dataset), values: await prepare(stored, input) };
  });
  const [, height, width] = input.shape;
  for await (const { sizes: found, values } of batches) {
    for (const size of found) sizes.set(size.join("×"), size);
    const planes = values.length / (height * width);
    for (let plane = 0; plane < planes; plane++) {
      moments[plane % moments.length]?.add(values.subarray(plane * height * width, (plane + 1) * height * width));
    }
    options.onExamples?.(planes / moments.length);
  }
  return {
    shape: input.shape,
    channels: moments.map((of) => of.sofar()),
    stored: extremes(sizes),
    labels: counted(dataset),
  };
}

/** How a model takes the images of a data set, told from its file alone. */
export function inputOf({ name, onnx, preprocess }: Model, dataset: Dataset): ImageInput {
  const inputs = onnx.inputs.map((of) => ({
    name: of.name,
    type: of.elemType ?? "of unknown type",
    dims: of.dims?.map((dim) => dim ?? "") ?? [],
  }));
  return imageInput(name, { inputs }, dataset, preprocess.config);
}

async function sizesOf(stored: StoredImages, { images }: Dataset): Promise<readonly Size[]> {
  if (images.kind === "float32") return [];
  if (images.kind === "uint8") return [[images.height, images.width]];
  if (stored instanceof Uint8Array || stored instanceof Float32Array) return [];
  const found = await Promise.all(stored.map(encodedSize));
  return found.map(({ height, width }) => [height, width]);
}

function extremes(sizes: ReadonlyMap<string, Size>): Fed["stored"] {
  const ascending = [...sizes.values()].sort(([h, w], [y, x]) => h * w - y * x || h - y);
  const [smallest, largest] = [ascending[0], ascending.at(-1)];
  return smallest === undefined || largest === undefined ? null : { sizes: sizes.size, smallest, largest };
}

function counted({ labels }: Dataset): Fed["labels"] {
  if (labels === null) return null;
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([x], [y]) => x - y));
}
