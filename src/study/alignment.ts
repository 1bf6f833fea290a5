import type { Dataset } from "../data/dataset.js";
import type { StoredValues } from "../onnx/interpolated.js";
import type { OnnxTensor, StoredModel } from "../onnx/model.js";
import { axisSources } from "../onnx/permutation/axis-sources.js";
import { findUnitClasses } from "../onnx/permutation/find-unit-classes.js";
import { leftInPlace } from "../onnx/permutation/left-in-place.js";
import { permutedTensors, permutedValues, roomFor } from "../onnx/permutation/permuted.js";
import type { Permutations, UnitClasses } from "../onnx/permutation/unit-classes.js";
import type { Stretch } from "../onnx/variant.js";
import { traceGraph } from "../runtime/trace-graph.js";
import { unitCorrelations } from "../runtime/unit-correlations.js";
import { unitsGap } from "../runtime/units-gap.js";
import { activationMatching } from "../sides/functional/alignment/activation-matching.js";
import type { AlignmentNote } from "../sides/functional/connectivity.js";
import type { ConnectionPlan } from "./connection-plan.js";
import { type Matching, matchedByWeights } from "./match-by-weights.js";
import type { ProgressCount } from "./progress-count.js";
import { unmatchableWeight } from "./unmatchable-weight.js";
import type { Connecting } from "./walk-path.js";

/** B with its units in A's order, or why they cannot be. */
export type Aligned =
  | (Pick<Matching, "warnings"> & {
      readonly network: AlignedNetwork;
      readonly note: AlignmentNote;
      readonly reason: null;
    })
  | { readonly network: null; readonly note: null; readonly reason: string };

/** Units are moved whenever B is read, which takes less than a run: a copy of B would be held along the whole path. */
interface AlignedNetwork {
  readonly values: StoredValues;
  /** What it holds in B's own graph. */
  changed(): Iterable<Stretch>;
}

/**
 * Brings the units of B into the order of A's: found in the graph, tried at random for whether they may really change
 * places, and matched by weights or by activations.
 */
export async function alignB(
  pair: Connecting,
  { pairs, alignment, calibration }: ConnectionPlan,
  seed: number,
  progress: ProgressCount,
): Promise<Aligned> {
  if (alignment.method === null) return { network: null, note: null, reason: alignment.reason };
  progress.now("finding the units of the networks");
  const [ofA, ofB] = [pairs.map(({ a }) => a), pairs.map(({ b }) => b)];
  const found = await unitsOf(pair, ofA, seed);
  if (typeof found === "string") return { network: null, note: null, reason: found };
  progress.now(`matching units by ${alignment.method}`);
  const gap = alignment.method === "weights" ? weightsGap(pair, found, ofB) : null;
  if (gap !== null) return { network: null, note: null, reason: gap };
  if (alignment.method === "activations" && calibration === null)
    throw new RangeError("alignB: there are no images to match activations with");
  const { permutations, start, descents, warnings } =
    calibration === null || alignment.method === "weights"
      ? await matchedByWeights(pair, found, ofB, seed)
      : await byActivations(pair, found, calibration);
  const network = aligned(pair.b.model.onnx, { ...found, parameters: ofB }, permutations);
  const matched = { method: alignment.method, start, descents, leftInPlace: leftInPlace(pair.a.model.onnx, found) };
  return { network, note: { ...matched, ...moves(found, permutations) }, reason: null, warnings };
}

function aligned(b: StoredModel, unitClasses: UnitClasses, permutations: Permutations): AlignedNetwork {
  const [sources, room] = [axisSources(unitClasses, permutations), roomFor(unitClasses)];
  return {
    values: (k) => {
      const tensor = unitClasses.parameters[k];
      return tensor === undefined ? new Uint8Array() : permutedValues(b, tensor, sources[k] ?? [], room);
    },
    changed: () => permutedTensors(b, unitClasses, permutations),
  };
}

/** Of parameters that units are matched by, none may hold what is no finite number; a mask that no unit has a place in may. */
function weightsGap(
  { a, b }: Connecting,
  { parameters, classes }: UnitClasses,
  ofB: readonly OnnxTensor[],
): string | null {
  const used = new Set(classes.flatMap(({ sites }) => sites.map(({ parameter }) => parameter)));
  const [inA, inB] = [parameters, ofB].map((all) => all.filter((_, place) => used.has(place)));
  return unmatchableWeight(a.model.onnx, inA ?? []) ?? unmatchableWeight(b.model.onnx, inB ?? []);
}

/** A graph in which units cannot be found is no fault of the comparison: the reason stands in its results. */
async function unitsOf(
  { engine, a, run }: Connecting,
  parameters: readonly OnnxTensor[],
  seed: number,
): Promise<UnitClasses | string> {
  try {
    const found = findUnitClasses(a.model.onnx, parameters, await traceGraph(engine, a.model, a.input));
    if (found.classes.length === 0) return `${a.model.name}: no units were found that may change places`;
    return (await unitsGap(engine, a.model, a.input, found, seed)) ?? found;
  } catch (error) {
    run.signal?.throwIfAborted();
    // Misuse is a fault of ours; what the runtime says of the graph is not.
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
    return error.message;
  }
}

async function byActivations(
  { a, b, engine, compute, run }: Connecting,
  found: UnitClasses,
  images: Dataset,
): Promise<Matching> {
  const correlations = await unitCorrelations(engine, { a: a.model, b: b.model }, found, images, run);
  const module = "sides/functional/alignment/activation-matching";
  return {
    permutations: await compute.run(activationMatching, module, found, correlations),
    start: null,
    descents: null,
    warnings: [],
  };
}

/** How many units there are to move, and how many of them moved. */
function moves({ classes }: UnitClasses, permutations: Permutations): Pick<AlignmentNote, "units" | "moved"> {
  const units = classes.reduce((sum, { size }) => sum + size, 0);
  const moved = permutations.reduce((sum, order) => sum + order.filter((unit, i) => unit !== i).length, 0);
  return { units, moved };
}
