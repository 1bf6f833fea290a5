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
 * @param to - memory that holds the model already: the model's own where nobody needs it as it was; else it is copied.
 * @returns the same length.
 * @throws RangeError for permutations that are none of the classes', or that tear a block apart.
 */
export function permuted(
  bytes: Uint8Array,
  unitClasses: UnitClasses,
  permutations: Permutations,
  // Not `slice`: on a Node `Buffer` that is a view, and the model would change too.
  to: Uint8Array = new Uint8Array(bytes),
): Uint8Array {
  checkUnitClasses("permuted", unitClasses);
  checkPermutations("permuted", unitClasses, permutations);
  for (const [p, sources] of axisSources(unitClasses, permutations).entries()) {
    const tensor = unitClasses.parameters[p];
    if (tensor !== undefined && sources.some((source) => source !== null))
      to.set(permutedValues(bytes, tensor, sources), tensor.values.start);
  }
  return to;
}

/**
 * The stored bytes of one parameter whose places have moved: a copy, or a view where nothing moves.
 *
 * Elements are moved as integers, so that no bit of a NaN changes.
 *
 * @param bytes - the model's.
 * @throws RangeError for a parameter whose elements are not stored as two, four or eight bytes each.
 */
export function permutedValues(bytes: Uint8Array, tensor: OnnxTensor, sources: AxisSources): Uint8Array {
  const { name, size, dims, valueField, values } = tensor;
  if (sources.every((source) => source === null)) return bytes.subarray(values.start, values.end);
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
  return new Uint8Array(moved.buffer);
}
