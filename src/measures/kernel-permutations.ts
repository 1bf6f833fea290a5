import { gatheredProduct, gatheredRows } from "../kernels/gathered.js";
import { gram } from "../kernels/products.js";
import { kernelProduct, type LinearKernel } from "./linear-kernel.js";

/** What a gathered entry costs beside a multiplication of a dense product. */
const GATHER = 4;
/** Up to this n a Gram matrix is made for the permutations' sake: beyond, it is larger than what it saves. */
const ENTRIES_UP_TO = 4096;

/** ⟨K, PMP'⟩ for each row order P: entries gathered, or the rows of the features where these are few. */
export function permutedKernelProducts(x: LinearKernel, y: LinearKernel, orders: readonly Uint32Array[]): Float64Array {
  if (fewFeatures(x, y)) {
    return Float64Array.from(orders, (order) => kernelProduct(x, { ...y, matrix: gatheredRows(y.matrix, order) }));
  }
  const [k, m] = [entriesOf(x), entriesOf(y)];
  return Float64Array.from(orders, (order) => gatheredProduct(k, m, order));
}

function fewFeatures(x: LinearKernel, y: LinearKernel): boolean {
  if (x.form !== "features" || y.form !== "features") return false;
  return x.n > ENTRIES_UP_TO || x.matrix.columns * y.matrix.columns <= (GATHER * x.n) / 2;
}

function entriesOf({ form, matrix }: LinearKernel) {
  return form === "entries" ? matrix : gram(matrix);
}
