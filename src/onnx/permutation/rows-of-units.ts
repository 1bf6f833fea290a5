import type { Matrix } from "../../kernels/matrix.js";
import type { UnitActivation } from "./unit-classes.js";

/**
 * An activation as one column a unit: a row for each position along the other axes and each place of a unit.
 *
 * @param values - the activation, row-major.
 * @throws RangeError where values and dimensions do not fit, or the activation has no such axis or place.
 * @example
 * const at = { tensor: "h", axis: 0, places: 1, indices: Int32Array.of(1, 0) };
 * rowsOfUnits(Float32Array.of(1, 2, 3, 4), [2, 2], at).data; // => Float32Array.of(3, 1, 4, 2)
 */
export function rowsOfUnits(values: Float32Array, dims: readonly number[], activation: UnitActivation): Matrix {
  const { places, indices } = activation;
  const { length, inner } = checked(values, dims, activation);
  const units = indices.length / places;
  const outer = values.length / (length * inner);
  const data = new Float32Array(outer * inner * indices.length);
  for (let o = 0, at = 0; o < outer; o++)
    for (let k = 0; k < places; k++)
      for (let e = 0; e < inner; e++)
        for (let unit = 0; unit < units; unit++, at++)
          data[at] = values[(o * length + (indices[unit * places + k] ?? 0)) * inner + e] ?? 0;
  return { rows: outer * inner * places, columns: units, data };
}

function checked(values: Float32Array, dims: readonly number[], { tensor, axis, indices }: UnitActivation) {
  const what = `rowsOfUnits: "${tensor}" of [${dims}]`;
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (values.length !== size || size === 0)
    throw new RangeError(`${what} has ${values.length} values, expected ${size}`);
  const length = dims[axis];
  if (length === undefined) throw new RangeError(`${what} has no axis ${axis}`);
  const beyond = indices.find((index) => index < 0 || index >= length);
  if (beyond !== undefined) throw new RangeError(`${what} has no place ${beyond} along axis ${axis}`);
  return { length, inner: dims.slice(axis + 1).reduce((product, dim) => product * dim, 1) };
}
