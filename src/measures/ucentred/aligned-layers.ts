import { transposed } from "../../kernels/float64-matrix.js";
import type { Matrix } from "../../kernels/matrix.js";
import { product, scatter } from "../../kernels/products.js";
import { type RowAlignments, signedRows } from "../../kernels/row-alignments.js";
import { dot, strided, sum, zipWith } from "../../kernels/vector.js";
import type { Cubes } from "./cubes.js";
import { vanishes } from "./debiased-score.js";
import type { Factored } from "./factored.js";

/** A layer among others with which it is compared: all that its scores need of it alone. */
export interface AlignedLayer {
  /** ⟨A,A⟩ */
  readonly self: number;
  /** ⟨A,A⟩₋ᵢ, n values. */
  readonly selfWithout: Float64Array;
  readonly cubes: Cubes;
  readonly vanishes: boolean;
  /** Whether sums over all entries keep their digits, with all examples and without any one of them. */
  readonly isSound: boolean;
}

/** Where less than this share is left of a sum, the difference has lost too many digits. */
const CANCELS = 1e-2;

/** t = (A_k∘A_l)1, what each example adds to ⟨A_k, A_l⟩: the sums over the rows, less what the factors have on the diagonal. */
export function alignedProducts({ products }: RowAlignments, layers: readonly Factored[], k: number, l: number) {
  const m = layers.length;
  const [d, e] = [layers[k]?.diagonal ?? NOTHING, layers[l]?.diagonal ?? NOTHING];
  return zipWith((all, inK, inL) => all - inK * inL, strided(products.data, k * m + l, m * m), d, e);
}

const NOTHING = new Float64Array(0);

/** What the sums over the rows say of layer k alone. */
export function alignedLayer(alignments: RowAlignments, layers: readonly Factored[], k: number): AlignedLayer {
  const { factor, diagonal, gramExcess } = layers[k] ?? missing(k);
  const n = diagonal.length;
  const rows = alignedProducts(alignments, layers, k, k);
  const self = sum(rows);
  const selfWithout = productsWithout(rows, self);
  const cubesOfRows = strided(alignments.cubes.data, k, layers.length);
  const cubes = {
    entries: sum(zipWith((all, d) => all - d ** 3, cubesOfRows, diagonal)),
    trace: traceOfCube(factor, diagonal, rows),
  };
  const least = selfWithout.reduce((low, value) => Math.min(low, value), self);
  const isSound = self >= CANCELS * (self + gramExcess) && least >= CANCELS * self;
  return { self, selfWithout, cubes, vanishes: vanishes(self, self + gramExcess), isSound: isSound && n >= 5 };
}

/**
 * tr A³ of A = Â − D with Â = FSF': tr Â³ − 3·tr Â²D + 2·tr D³, where tr Â³ = tr (F'FS)³ needs no n × n matrix.
 *
 * @param rows - the row sums of A∘A; those of Â∘Â have the squared diagonal besides.
 */
function traceOfCube(factor: Matrix, diagonal: Float64Array, rows: Float64Array): number {
  const gram = scatter(factor);
  const signed = signedRows(gram, 0, gram.rows);
  const cube = dot(product(signed, signed).data, transposed(signed).data);
  const corrections = zipWith((d, row) => -3 * d * (row + d * d) + 2 * d ** 3, diagonal, rows);
  return cube + sum(corrections);
}

/** ⟨A,B⟩₋ᵢ = ⟨A,B⟩ − c·t_i with c = 2(n − 2)/(n − 3), exactly. */
export function productsWithout(rows: Float64Array, total = sum(rows)): Float64Array {
  const n = rows.length;
  const factor = (2 * (n - 2)) / (n - 3);
  return rows.map((row) => total - factor * row);
}

function missing(k: number): never {
  throw new RangeError(`alignedLayer: there is no layer ${k}`);
}
