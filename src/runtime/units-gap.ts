import { uniforms } from "../kernels/random.js";
import { permutedTensors } from "../onnx/permutation/permuted.js";
import { randomPermutations } from "../onnx/permutation/random-permutations.js";
import type { Permutations, UnitClasses } from "../onnx/permutation/unit-classes.js";
import { withFloatOutputs } from "../onnx/tap.js";
import type { Stretch } from "../onnx/variant.js";
import type { Engine } from "./engine.js";
import type { ImageInput } from "./image-input.js";
import type { Model } from "./open-model.js";
import { withSession } from "./with-session.js";

/** How far outputs may move, as a share of the largest: sums in another order round differently. */
const ROUNDING = 1e-4;
/** The same where numbers have ten binary digits or fewer; deep networks of them move by up to 5e-4. */
const HALF_ROUNDING = 1e-2;
const HALVES: readonly string[] = ["float16", "bfloat16"];

/** Shuffles that are tried at least. */
const TRIALS = 2;

/**
 * Whether a network computes what it did after its units have changed places at random, tried on random images.
 *
 * @returns `null` where it does, else by how much its outputs moved, in words.
 */
export async function unitsGap(
  engine: Engine,
  model: Pick<Model, "name" | "onnx">,
  input: ImageInput,
  unitClasses: UnitClasses,
  seed: number,
): Promise<string | null> {
  const limit = unitClasses.parameters.some(({ elemType }) => HALVES.includes(elemType)) ? HALF_ROUNDING : ROUNDING;
  const before = await outputsOf(engine, model, input, seed);
  for (const permutations of shuffles(unitClasses, seed)) {
    const changed = () => permutedTensors(model.onnx, unitClasses, permutations);
    const after = await outputsOf(engine, model, input, seed, changed);
    const gap = largestGap(before, after);
    if (!(gap < limit)) {
      return `${model.name}: its outputs move by ${gap.toExponential(1)} of the largest when units found in its graph change places, so units cannot be matched`;
    }
  }
  return null;
}

/** Random shuffles, so many that every class moves in one of them: of a class of two, every other leaves it where it is. */
function* shuffles(unitClasses: UnitClasses, seed: number): Generator<Permutations> {
  const still = new Set(unitClasses.classes.flatMap(({ size }, c) => (size > 1 ? [c] : [])));
  for (let draw = 0; draw < TRIALS || still.size > 0; draw++) {
    const permutations = randomPermutations(unitClasses, seed + draw);
    const moving = permutations.flatMap((order, c) => (order.some((unit, i) => unit !== i) ? [c] : []));
    const news = moving.filter((c) => still.delete(c));
    if (draw < TRIALS || news.length > 0) yield permutations;
  }
}

type Outputs = readonly Float32Array[];

async function outputsOf(
  engine: Engine,
  { name, onnx }: Pick<Model, "name" | "onnx">,
  input: ImageInput,
  seed: number,
  changed?: () => Iterable<Stretch>,
): Promise<Outputs> {
  const dims = [input.batch ?? 2, ...input.shape];
  const size = dims.reduce((product, dim) => product * dim, 1);
  const data = Float32Array.from(uniforms(size, seed), (value) => 4 * value - 2);
  const outputs = onnx.outputs.map(({ name: tensor }, i) => [`trisim/output/${i}`, tensor] as const);
  const wanted = outputs.map(([output]) => output);
  const graph = { ...withFloatOutputs(onnx, new Map(outputs)), ...(changed && { changed }) };
  return withSession(engine, name, graph, async (session) => {
    const values = await session.run({ [input.name]: { dims, data } }, wanted);
    return wanted.map((output) => values[output]?.data ?? new Float32Array());
  });
}

function largestGap(before: Outputs, after: Outputs): number {
  const gaps = before.map((values, k) => {
    const most = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
    const moved = values.reduce((gap, value, i) => Math.max(gap, Math.abs(value - (after[k]?.[i] ?? Number.NaN))), 0);
    return most === 0 ? moved : moved / most;
  });
  // A NaN is a gap too: `Math.max` keeps it.
  return Math.max(0, ...gaps);
}
