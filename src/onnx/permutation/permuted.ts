import { gatheredAxes } from "../../kernels/gathered-axes.js";
import type { OnnxTensor } from "../model.js";
import { type AxisSources, axisSources } from "./axis-sources.js";
import { checkPermutations } from "./check-permutations.js";
import { checkUnitClasses } from "./check-unit-classes.js";
import type { Permutations, UnitClasses } from "./unit-classes.js";

/**
 * A model whose units have changed places: each parameter's along every axis along which they stand. It computes what it did.
 *
 * @param bytes - the model, with or without outputs appended since its classes were found.
 * @param permutations - one a class: place i takes what was unit `permutation[i]`.
 * @returns a copy of the same length.
 * @throws RangeError for permutations that are none of the classes', or that tear a block apart.
 */
export function permuted(bytes: Uint8Array, unitClasses: UnitClasses, permutations: Permutations): Uint8Array {
  checkUnitClasses("permuted", unitClasses);
  checkPermutations("permuted", unitClasses, permutations);
  // Not `slice`: on a Node `Buffer` that is a view, and the model would change too.
  const result = new Uint8Array(bytes);
  for (const [p, sources] of axisSources(unitClasses, permutations).entries()) {
    const tensor = unitClasses.parameters[p];
    if (tensor !== undefined && sources.some((source) => source !== null)) move(result, tensor, sources);
  }
  return result;
}

/** In place. Elements are moved as integers, so that no bit of a NaN changes. */
function move(bytes: Uint8Array, { name, size, dims, valueField, values }: OnnxTensor, sources: AxisSources): void {
  const width = (values.end - values.start) / size;
  const words = width === 2 ? 1 : width / 4;
  if (valueField === "int32" || (words !== 1 && words !== 2))
    throw new RangeError(
      `permuted: "${name}" has ${size} elements in ${values.end - values.start} bytes of ${valueField}`,
    );
  // A copy, because in the file they need not be aligned; of eight bytes each is a pair of words.
  const { buffer } = new Uint8Array(bytes.subarray(values.start, values.end));
  const elements = width === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
  const moved =
    words === 1 ? gatheredAxes(elements, dims, sources) : gatheredAxes(elements, [...dims, 2], [...sources, null]);
  bytes.set(new Uint8Array(moved.buffer), values.start);
}
