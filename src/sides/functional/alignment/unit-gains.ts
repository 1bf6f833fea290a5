import { addRowProducts } from "../../../kernels/added-products.js";

/** Numbers of one network that are multiplied at a time: 4 MB. */
const AT_ONCE = 2 ** 20;
/** Numbers a unit, for which a product is worth going through units × units sums. */
const WORTHWHILE = 256;

/** Writes numbers of each unit into one row of a matrix, from `offset` on in rows of `stride` numbers. */
export type WriteRows = (to: Float32Array, stride: number, offset: number) => void;

/** Numbers of the units of two networks whose inner products are gained. */
export interface GainTerm {
  /** Numbers a unit. */
  readonly width: number;
  readonly writeA: WriteRows;
  readonly writeB: WriteRows;
}

/** Numbers that so many units should have in one term at most: wider ones are multiplied as they are, in as much more memory. */
export function widthAtOnce(units: number): number {
  return Math.max(WORTHWHILE, Math.floor(AT_ONCE / units));
}

/**
 * Adds to what is gained where unit j of B takes the place of unit i of A the inner products of what they have, summed over all
 * terms, as float32 products.
 *
 * @param gains - units × units, row-major, in place.
 */
export function addGains(gains: Float32Array, units: number, terms: readonly GainTerm[]): void {
  for (const some of batches(units, terms)) {
    const columns = some.reduce((sum, { width }) => sum + width, 0);
    const rowsOf = (side: "writeA" | "writeB") => (to: Float32Array) => {
      let offset = 0;
      for (const term of some) {
        term[side](to, columns, offset);
        offset += term.width;
      }
    };
    addRowProducts(gains, units, columns, rowsOf("writeA"), rowsOf("writeB"));
  }
}

/** Small terms together: each product makes units × units numbers, however few it sums. */
function batches(units: number, terms: readonly GainTerm[]): readonly (readonly GainTerm[])[] {
  const result: GainTerm[][] = [];
  let room = -1;
  for (const term of terms) {
    if (term.width === 0) continue;
    room -= term.width;
    if (room < 0) {
      result.push([]);
      room = widthAtOnce(units) - term.width;
    }
    result.at(-1)?.push(term);
  }
  return result;
}
