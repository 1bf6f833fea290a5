import { entryGramRowNorms, entryProduct, entryRowProducts } from "./entry-form.js";
import { featureGramRowNorms, featureProduct, featureRowProducts } from "./feature-form.js";
import type { UCentred } from "./ucentred.js";

/** ⟨A,B⟩ */
export function product(a: UCentred, b: UCentred): number {
  return a.features && b.features ? featureProduct(a.features, b.features) : entryProduct(a.blocks, b.blocks);
}

/** t = (A∘B)1, whose sum is ⟨A,B⟩: what each example contributes to it. */
export function rowProducts(a: UCentred, b: UCentred): Float64Array {
  if (a.features && b.features) return featureRowProducts(a.features, b.features);
  return entryRowProducts(a.blocks, b.blocks, a.n);
}

/** Σ_j K_ij² for each i. */
export function gramRowNorms({ features, blocks, squaredNorms, shifts }: UCentred): Float64Array {
  return features ? featureGramRowNorms(features) : entryGramRowNorms(blocks, squaredNorms, shifts);
}
