import type { Float64Matrix } from "../../../kernels/float64-matrix.js";
import { rowProducts } from "../../../kernels/products.js";
import type { UnitClass, UnitSite } from "../../../onnx/permutation/unit-classes.js";

/** Numbers of one network that are multiplied at a time. */
const AT_ONCE = 2 ** 22;

/** Writes what a network has at one site, one row a unit, from `offset` on in rows of `stride` numbers. */
export type WriteRows = (site: UnitSite, to: Float32Array, stride: number, offset: number) => void;

/**
 * What is gained where unit j of B takes the place of unit i of A: the sum over all sites of the inner products of what the two
 * have there, as float32 products.
 *
 * @param width - numbers of one unit at a site.
 * @returns units × units, row-major.
 */
export function unitGains(
  { size, sites }: UnitClass,
  width: (site: UnitSite) => number,
  writeA: WriteRows,
  writeB: WriteRows,
): Float64Array {
  const gains = new Float64Array(size * size);
  for (const some of batches(sites, (site) => size * width(site))) {
    const columns = some.reduce((sum, site) => sum + width(site), 0);
    const rowsOf = (write: WriteRows) => {
      const data = new Float32Array(size * columns);
      let offset = 0;
      for (const site of some) {
        write(site, data, columns, offset);
        offset += width(site);
      }
      return { rows: size, columns, data };
    };
    add(gains, rowProducts(rowsOf(writeA), rowsOf(writeB)));
  }
  return gains;
}

/** Small sites together: each product makes units × units numbers, however few it sums. */
function batches(sites: readonly UnitSite[], cost: (site: UnitSite) => number): readonly (readonly UnitSite[])[] {
  const result: UnitSite[][] = [];
  let room = 0;
  for (const site of sites) {
    room -= cost(site);
    if (room < 0) {
      result.push([]);
      room = AT_ONCE - cost(site);
    }
    result.at(-1)?.push(site);
  }
  return result;
}

function add(to: Float64Array, { data }: Float64Matrix): void {
  for (let i = 0; i < data.length; i++) to[i] = (to[i] ?? 0) + (data[i] ?? 0);
}
