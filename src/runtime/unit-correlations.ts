import type { Dataset } from "../data/dataset.js";
import { readAhead } from "../data/read-ahead.js";
import { type CorrelationSums, correlationSums, correlations, mergedSums } from "../kernels/correlation-sums.js";
import type { Matrix } from "../kernels/matrix.js";
import type { OnnxModel } from "../onnx/model.js";
import { rowsOfUnits } from "../onnx/permutation/rows-of-units.js";
import type { UnitActivation, UnitClasses } from "../onnx/permutation/unit-classes.js";
import { withFloatOutputs } from "../onnx/tap.js";
import type { Variant } from "../onnx/variant.js";
import type { Engine, Feeds, Session, TensorValue } from "./engine.js";
import type { RunOptions } from "./evaluate.js";
import { batchOf, rangesAhead } from "./forward.js";
import { batchSize, type ImageInput, imageInput } from "./image-input.js";
import type { Model } from "./open-model.js";
import { preparation } from "./preparation.js";
import { withSession } from "./with-session.js";

/** Tensors of a class that are looked at, and rows of each that a batch gives: more cost time and say little more. */
const TENSORS = 8;
const ROWS = 4096;

type Ends = { readonly a: Model; readonly b: Model };

/**
 * How alike the units of two networks respond to the same images: Pearson correlations over images and positions, of each of
 * A's units with each of B's, averaged over the tensors in which a class shows, at most 8 of them, evenly thinned.
 *
 * @param models - of one architecture, so that tensors of A are B's in the same places of the graph.
 * @returns for each class units × units, row-major; `null` for one that shows nowhere, or only where values are infinite, as
 *   under the mask of an attention.
 * @throws TrisimError for what the data contain; the signal's reason once it is aborted.
 */
export async function unitCorrelations(
  engine: Engine,
  models: Ends,
  unitClasses: UnitClasses,
  images: Dataset,
  options: RunOptions,
): Promise<readonly (Float64Array | null)[]> {
  const looked = unitClasses.classes.map(({ activations }) => thinned(activations));
  const tensors = [...new Set(looked.flat().map(({ tensor }) => tensor))];
  const sums = new Map<UnitActivation, CorrelationSums>();
  const infinite = new Set<UnitActivation>();
  await bothWays(engine, models, tensors, images, options, (a, b) => {
    for (const activation of looked.flat()) {
      const [x, y] = [rowsOf(a, tensors, activation), rowsOf(b, tensors, activation)];
      if (!allFinite(x) || !allFinite(y)) infinite.add(activation);
      if (infinite.has(activation)) continue;
      const before = sums.get(activation);
      const here = correlationSums(x, y);
      sums.set(activation, before === undefined ? here : mergedSums(before, here));
    }
  });
  return looked.map((activations) => {
    const usable = activations.filter((activation) => !infinite.has(activation));
    const each = usable.flatMap((activation) => sums.get(activation) ?? []).map((sum) => correlations(sum).data);
    const [first, ...others] = each;
    if (first === undefined) return null;
    return first.map((value, i) => others.reduce((sum, other) => sum + (other[i] ?? 0), value) / each.length);
  });
}

function allFinite({ data }: Matrix): boolean {
  return data.every(Number.isFinite);
}

/** At most 8, evenly chosen. */
function thinned(activations: readonly UnitActivation[]): readonly UnitActivation[] {
  if (activations.length <= TENSORS) return activations;
  const step = (activations.length - 1) / (TENSORS - 1);
  return Array.from({ length: TENSORS }, (_, i) => activations[Math.round(i * step)]).filter((a) => a !== undefined);
}

type Values = Readonly<Record<string, TensorValue>>;

/** Runs the same images through both networks, a batch at a time. */
async function bothWays(
  engine: Engine,
  { a, b }: Ends,
  tensors: readonly string[],
  images: Dataset,
  options: RunOptions,
  look: (a: Values, b: Values) => void,
): Promise<void> {
  const inB = renamedIn(a.onnx, b.onnx, tensors);
  await withSession(engine, a.name, showing(a.onnx, tensors), (ofA) =>
    withSession(engine, b.name, showing(b.onnx, inB), async (ofB) => {
      const input = imageInput(a.name, ofA, images, a.preprocess.config);
      const batch = batchSize(input, options.batch);
      const outputs = tensors.map((_, i) => outputName(i));
      const fed = [feeder(a, input, images), feeder(b, { ...input, name: nameOf(ofB) }, images)] as const;
      const batches = readAhead(Math.ceil(images.n / batch), rangesAhead(batch), async (k) => {
        options.signal?.throwIfAborted();
        const count = Math.min(batch, images.n - k * batch);
        return { count, a: await fed[0](k * batch, count), b: await fed[1](k * batch, count) };
      });
      for await (const { count, ...feeds } of batches) {
        options.signal?.throwIfAborted();
        look(await ofA.run(feeds.a, outputs), await ofB.run(feeds.b, outputs));
        options.onExamples?.(2 * count);
      }
    }),
  );
}

function nameOf({ inputs }: Session): string {
  return inputs[0]?.name ?? "";
}

/** Makes what one network is fed of examples `from` … `from + count`. */
function feeder(model: Model, input: ImageInput, images: Dataset) {
  const prepare = preparation(images.images, model.preprocess.config, input.shape[0]);
  return async (from: number, count: number): Promise<Feeds> => ({
    [input.name]: await batchOf({ dataset: images, prepare, input }, from, count),
  });
}

function outputName(i: number): string {
  return `trisim/units/${i}`;
}

/** The tensors of B that stand where these stand in A. */
function renamedIn(a: OnnxModel, b: OnnxModel, tensors: readonly string[]): readonly string[] {
  const places = a.nodes.flatMap(({ outputs }, n) =>
    outputs.map((name, k) => [name, b.nodes[n]?.outputs[k] ?? ""] as const),
  );
  const names = new Map(places);
  return tensors.map((tensor) => names.get(tensor) ?? tensor);
}

function showing(model: OnnxModel, tensors: readonly string[]): Variant {
  return withFloatOutputs(model, new Map(tensors.map((tensor, i) => [outputName(i), tensor])));
}

/** A batch's rows of an activation, evenly thinned to a few thousand. */
function rowsOf(values: Values, tensors: readonly string[], activation: UnitActivation): Matrix {
  const { data = new Float32Array(), dims = [] } = values[outputName(tensors.indexOf(activation.tensor))] ?? {};
  const all = rowsOfUnits(data, dims, activation);
  if (all.rows <= ROWS) return all;
  const { columns } = all;
  const some = new Float32Array(ROWS * columns);
  for (let i = 0; i < ROWS; i++) {
    const from = Math.floor(((i + 0.5) * all.rows) / ROWS) * columns;
    some.set(all.data.subarray(from, from + columns), i * columns);
  }
  return { rows: ROWS, columns, data: some };
}
