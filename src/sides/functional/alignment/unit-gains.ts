import { rowProducts } from "../../../kernels/products.js";

/** Numbers of one network that are multiplied at a time. */
const AT_ONCE = 2 ** 22;

/** Writes numbers of each unit into one row of a matrix, from `offset` on in rows of `stride` numbers. */
export type WriteRows = (to: Float32Array, stride: number, offset: number) => void;

/** Numbers of the units of two networks whose inner products are gained. */
export interface GainTerm {
  /** Numbers a unit. */
  readonly width: number;
  readonly writeA: WriteRows;
  readonly writeB: WriteRows;
}

/**
 * Adds to what is gained where unit j of B takes the place of unit i of A the inner products of what they have, summed over all
 * terms, as float32 products.
 *
 * @param gains - units × units, row-major, in place.
 */
export function addGains(gains: Float64Array, units: number, terms: readonly GainTerm[]): void {
  for (const some of batches(units, terms)) {
    const columns = some.reduce((sum, { width }) => sum + width, 0);
    const rowsOf = (side: "writeA" | "writeB") => {
      const data = new Float32Array(units * columns);
      let offset = 0;
      for (const term of some) {
        term[side](data, columns, offset);
        offset += term.width;
      }
      return { rows: units, columns, data };
    };
    const { data } = rowProducts(rowsOf("writeA"), rowsOf("writeB"));
    for (let i = 0; i < data.length; i++) gains[i] = (gains[i] ?? 0) + (data[i] ?? 0);
  }
}

/** Small terms together: each product makes units × units numbers, however few it sums. */
function batches(units: number, terms: readonly GainTerm[]): readonly (readonly GainTerm[])[] {
  const result: GainTerm[][] = [];
  let room = -1;
  for (const term of terms) {
    if (term.width === 0) continue;
    room -= units * term.width;
    if (room < 0) {
      result.push([]);
      room = AT_ONCE - units * term.width;
    }
    result.at(-1)?.push(term);
  }
  return result;
}
