import { centred } from "../../kernels/centred.js";
import { withoutRow } from "../../kernels/float64-matrix.js";
import { gatheredSquare } from "../../kernels/gathered.js";
import { sum, zipWith } from "../../kernels/vector.js";
import type { Side } from "../define-measure.js";
import { cancels } from "./cancels.js";
import { debiasedScore, vanishes } from "./debiased-score.js";
import { kernelForm } from "./kernel-form.js";
import { gramRowNorms, rowProducts } from "./products.js";
import { productsWithout } from "./products-without.js";
import { type UCentred, uCentred } from "./ucentred.js";

/** Debiased CKA without each example in turn, or why there is none. */
export type LeaveOneOutScores =
  | { readonly scores: Float64Array; readonly reason: null }
  | { readonly scores: null; readonly reason: string };

/**
 * θ₋ᵢ for each of n ≥ 5 examples, exactly (`productsWithout`).
 *
 * The few examples that carry nearly all of ⟨A,A⟩ or ⟨B,B⟩ are really left out instead.
 */
export function leaveOneOutScores(x: Side<UCentred>, y: Side<UCentred>): LeaveOneOutScores {
  const [a, b] = [x.prepared, y.prepared];
  if (a.n < 5) return { scores: null, reason: `leaving one out needs at least 5 examples, found ${a.n}` };
  const [aa, bb] = [withoutEach(a, a), withoutEach(b, b)];
  const scores = zipWith(
    (both, left, right, lost) => (lost ? Number.NaN : both / Math.sqrt(left * right)),
    withoutEach(a, b),
    aa,
    bb,
    zipWith((inA, inB) => inA || inB, vanishing(a, aa), vanishing(b, bb)),
  );
  const heavy = zipWith((left, right) => Number(cancels(left, a.self) || cancels(right, b.self)), aa, bb);
  heavy.forEach((isHeavy, i) => {
    if (isHeavy) scores[i] = debiasedScore(withoutExample(x, i), withoutExample(y, i)) ?? Number.NaN;
  });
  const undefinedAt = scores.findIndex(Number.isNaN);
  if (undefinedAt < 0) return { scores, reason: null };
  return { scores: null, reason: `undefined without example ${undefinedAt} (from 0)` };
}

/** ⟨A,B⟩₋ᵢ for each of n ≥ 5 examples. */
export function withoutEach(a: UCentred, b: UCentred): Float64Array {
  const parts = rowProducts(a, b);
  return productsWithout(parts, a === b ? a.self : sum(parts));
}

/** 1 for each example without which ⟨A,A⟩ is nothing beside ‖K‖²_F, else 0. */
function vanishing(a: UCentred, selfWithout: Float64Array): Float64Array {
  // ‖K‖_F only falls as an example goes: mostly this is enough to tell.
  if (!selfWithout.some((self) => vanishes(self, a.gramNorm))) return new Float64Array(a.n);
  // Without row i the scatter matrix, whose Frobenius norm is that of a linear K, loses n/(n − 1)·xc_i xc_i'; any other K
  // loses a row and a column.
  const share = a.kernel === null ? a.n / (a.n - 1) : 1;
  return zipWith(
    (self, rowNorm, k) => Number(vanishes(self, a.gramNorm - 2 * share * rowNorm + (share * k) ** 2)),
    selfWithout,
    gramRowNorms(a),
    a.squaredNorms,
  );
}

function withoutExample({ xc, prepared: { n, kernel } }: Side<UCentred>, index: number): UCentred {
  if (kernel === null) return uCentred(centred(withoutRow(xc, index)));
  const others = Array.from({ length: n - 1 }, (_, i) => (i < index ? i : i + 1));
  return kernelForm(gatheredSquare(kernel, others));
}
