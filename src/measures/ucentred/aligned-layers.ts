import type { Alignments, ThirdSums } from "./alignments.js";
import { cancels } from "./cancels.js";
import type { Cubes } from "./cubes.js";
import { vanishes } from "./debiased-score.js";
import type { LayerRows } from "./layer-rows.js";
import { productsWithout } from "./products-without.js";

/** A layer among others with which it is compared: all that its scores need of it alone. */
export interface AlignedLayer {
  /** ⟨A,A⟩ */
  readonly self: number;
  /** Whether its products are of float32. */
  readonly isSingle: boolean;
  /** What statistics need; `null` where scores alone were asked for. */
  readonly parts: {
    /** ⟨A,A⟩₋ᵢ, n values. */
    readonly selfWithout: Float64Array;
    /** `null` where they were not asked for. */
    readonly cubes: Cubes | null;
  } | null;
  /** Whether sums over all entries keep their digits, with all examples and without any one of them. */
  readonly isSound: boolean;
}

/** What the sums say of layer k alone. */
export function alignedLayer(
  { product, parts }: Alignments,
  { n, gramExcess, precision }: LayerRows,
  k: number,
): AlignedLayer {
  const self = product(k, k);
  const isPlain = !cancels(self, self + gramExcess) && !vanishes(self, self + gramExcess);
  const isSingle = precision === "float32";
  if (parts === null) return { self, isSingle, parts, isSound: isPlain };
  const selfWithout = productsWithout(parts.rows(k, k), self);
  const least = selfWithout.reduce((low, value) => Math.min(low, value), self);
  const cubes = parts.thirds && cubesOf(parts.thirds, k);
  return { self, isSingle, parts: { selfWithout, cubes }, isSound: isPlain && !cancels(least, self) && n >= 5 };
}

function cubesOf({ cubes, traces }: ThirdSums, k: number): Cubes {
  return { entries: cubes[k] ?? Number.NaN, trace: traces[k] ?? Number.NaN };
}
