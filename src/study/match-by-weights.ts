import { type Spill, spill } from "../data/spill.js";
import { TrisimError } from "../errors.js";
import type { OnnxModel, OnnxTensor } from "../onnx/model.js";
import type { Permutations, UnitClasses } from "../onnx/permutation/unit-classes.js";
import { tensorValues } from "../onnx/tensor-values.js";
import { collectArrays } from "../runtime/collect-arrays.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import type { ValuesInFile } from "../sides/functional/alignment/parameter-values.js";
import { weightMatching, weightMatchingInFile } from "../sides/functional/alignment/weight-matching.js";
import type { AlignmentNote } from "../sides/functional/connectivity.js";
import type { Connecting } from "./walk-path.js";

/** How B's units are brought into the order of A's, and how that was found. */
export interface Matching extends Pick<AlignmentNote, "start" | "descents"> {
  readonly permutations: Permutations;
  /** Why both networks' weights were in memory meanwhile, where they were; no number hangs on it. */
  readonly warnings: readonly string[];
}

/** From so many weights on, a descent of weight matching takes long: fewer are made. */
const MANY_WEIGHTS = 2e6;
const STARTS = 10;
const FEW_STARTS = 1;
/** Few objects are made in a descent, but V8 takes ever more memory for new ones the longer it goes on: up to 48 MB. */
const YOUNG_MB = 6;
const MODULE = "sides/functional/alignment/weight-matching";

/**
 * Matches the units of two networks by their weights, which lie in a temporary file meanwhile: both networks once more would be the
 * most memory that is ever taken.
 *
 * @param ofB - B's parameters, in the order of those in which units were found.
 */
export async function matchedByWeights(
  { a, b, run }: Connecting,
  found: UnitClasses,
  ofB: readonly OnnxTensor[],
  seed: number,
): Promise<Matching> {
  const size = found.parameters.reduce((sum, parameter) => sum + parameter.size, 0);
  const options = { starts: size > MANY_WEIGHTS ? FEW_STARTS : STARTS, seed };
  const [modelA, modelB] = [a.model.onnx, b.model.onnx];
  try {
    const file = await spill("the weights to match");
    // The thread is over before the file is closed.
    try {
      const valuesA = await appended(file, modelA, found.parameters);
      const valuesB = await appended(file, modelB, ofB);
      const matching = await inThread(run.signal, (thread) =>
        thread.run(weightMatchingInFile, MODULE, found, valuesA, valuesB, options),
      );
      return { ...matching, warnings: [] };
    } finally {
      await file.close();
    }
  } catch (error) {
    // A folder without room is no fault.
    if (!(error instanceof TrisimError) || error.code !== "unwritable") throw error;
    const held = [valuesOf(modelA, found.parameters), valuesOf(modelB, ofB)] as const;
    const buffers = held.flat().map(({ buffer }) => buffer);
    const matching = await inThread(run.signal, (thread) =>
      thread.runWith(buffers, weightMatching, MODULE, found, ...held, options),
    );
    return {
      ...matching,
      warnings: [`units are matched with the weights of both networks in memory: ${error.message}`],
    };
  }
}

/** A thread of its own, whose memory is given back when it ends. */
async function inThread<T>(signal: AbortSignal | undefined, use: (thread: ComputeThread) => Promise<T>): Promise<T> {
  const thread = new ComputeThread(signal, "compute-worker", { maxYoungGenerationSizeMb: YOUNG_MB });
  try {
    return await use(thread);
  } finally {
    await thread.close();
  }
}

/** Puts a network's parameters into a file, one after the other. */
async function appended(file: Spill, model: OnnxModel, tensors: readonly OnnxTensor[]): Promise<ValuesInFile> {
  const offset = file.size();
  for (const tensor of tensors) {
    for (const { buffer } of valuesOf(model, [tensor])) await file.append(new Uint8Array(buffer));
    collectArrays();
  }
  return { descriptor: file.descriptor, offset, lengths: tensors.map(({ size }) => size) };
}

/** Each in a buffer of its own. */
function valuesOf(model: OnnxModel, tensors: readonly OnnxTensor[]): readonly Float32Array<ArrayBuffer>[] {
  return tensors.map((tensor) => {
    const values = tensorValues(model, tensor);
    return values instanceof Float32Array ? values : new Float32Array(values as ArrayLike<number>);
  });
}
