import type { Float64Matrix } from "../../kernels/float64-matrix.js";
import { scatter } from "../../kernels/products.js";
import { blockStarts, gramBlock, type UpperBlock, withPairSums } from "../../kernels/upper-blocks.js";
import { dot, sum } from "../../kernels/vector.js";
import { cancels } from "./cancels.js";
import { entryGramRowNorms, entryProduct } from "./entry-form.js";
import { correctedProduct, type Features, featuresOf } from "./feature-form.js";

/**
 * A, the U-centred Gram matrix (or another kernel's) of a representation: off the diagonal K_ij less its row, column and overall means, zero
 * on it, so that its rows sum to zero and examples' squared norms play no part.
 *
 * @see Székely & Rizzo 2014
 */
export interface UCentred {
  readonly n: number;
  readonly squaredNorms: Float64Array;
  readonly shifts: Float64Array;
  /** ⟨A,A⟩ */
  readonly self: number;
  /** ‖K‖²_F */
  readonly gramNorm: number;
  /** The entries of A: kept, or computed anew at each walk. */
  readonly blocks: Iterable<UpperBlock>;
  /** What products are computed from; `null` where they are computed from the entries. */
  readonly features: Features | null;
  /** K, n × n, where it is not the linear kernel of the representation. */
  readonly kernel: Float64Matrix | null;
}

/**
 * Entries are kept where n is at most this many times p. A Gram matrix costs n²p once and n² a product, features cost
 * npq a product; half of n² numbers is then at most twice the memory of the features.
 */
const KEEP_ENTRIES = 4;
/** Of more examples no entries are kept: half of so many squared take 100 MB. */
const KEEP_AT_MOST = 5000;

/** Whether `uCentred` keeps the n²/2 entries of a representation, n × p. */
export function keepsEntries(n: number, p: number): boolean {
  return n <= Math.min(KEEP_ENTRIES * p, KEEP_AT_MOST);
}

/** A of a centred representation, n × p with n ≥ 4, in the form that is cheaper and exact enough. */
export function uCentred(xc: Float64Matrix): UCentred {
  if (keepsEntries(xc.rows, xc.columns)) return entryForm(xc, true);
  const form = featureForm(xc);
  // The feature form would lose more than two digits of a product.
  return cancels(form.self, form.gramNorm) ? entryForm(xc, false) : form;
}

/** A whose products are computed from features, in np² operations. */
export function featureForm(xc: Float64Matrix): UCentred {
  const features = featuresOf(xc);
  const { data } = scatter(xc);
  const gramNorm = dot(data, data);
  const self = correctedProduct(gramNorm, features, features);
  return { n: xc.rows, ...features, self, gramNorm, blocks: entries(features), features, kernel: null };
}

/** A whose products are computed from its entries, in n²p operations. */
export function entryForm(xc: Float64Matrix, keep: boolean): UCentred {
  const { squaredNorms, shifts } = featuresOf(xc);
  const computed = entries({ xc, squaredNorms, shifts });
  const blocks = keep ? [...computed] : computed;
  const gramNorm = sum(entryGramRowNorms(blocks, squaredNorms, shifts));
  const self = entryProduct(blocks, blocks);
  return { n: xc.rows, squaredNorms, shifts, self, gramNorm, blocks, features: null, kernel: null };
}

function entries({ xc, shifts }: Features): Iterable<UpperBlock> {
  return {
    *[Symbol.iterator]() {
      for (const first of blockStarts(xc.rows)) yield withPairSums(gramBlock(xc, first), shifts);
    },
  };
}
