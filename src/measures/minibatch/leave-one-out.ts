import { centred } from "../../kernels/centred.js";
import { withoutRow } from "../../kernels/float64-matrix.js";
import { sum } from "../../kernels/vector.js";
import type { Side } from "../define-measure.js";
import { cancels } from "../ucentred/cancels.js";
import { vanishes } from "../ucentred/debiased-score.js";
import { withoutEach } from "../ucentred/leave-one-out.js";
import { product } from "../ucentred/products.js";
import { type UCentred, uCentred } from "../ucentred/ucentred.js";
import { type Batched, batchedProduct, pairsOf } from "./batched.js";

/**
 * θ₋ᵢ of each example that is in a batch, exactly: its batch goes on without it. A batch of four, of which three remain,
 * is dropped as a rest of three is.
 *
 * @returns batch by batch; NaN where it is undefined.
 */
export function batchedLeaveOneOut(x: Batched, y: Batched): Float64Array {
  const total = { both: batchedProduct(x, y), left: x.self, right: y.self };
  const scores = pairsOf(x, y).map(([a, b]) => {
    const parts = { both: partsWithout(a, b), left: partsWithout(a, a), right: partsWithout(b, b) };
    const rest = {
      both: total.both - product(a.prepared, b.prepared),
      left: total.left - a.prepared.self,
      right: total.right - b.prepared.self,
    };
    return parts.both.map((both, i) => {
      const left = rest.left + (parts.left[i] ?? Number.NaN);
      const right = rest.right + (parts.right[i] ?? Number.NaN);
      const heavy = cancels(left, x.self) || cancels(right, y.self);
      if (heavy || vanishes(left, x.gramNorm) || vanishes(right, y.gramNorm)) return scoreWithout(x, y, a, b, i);
      return (rest.both + both) / Math.sqrt(left * right);
    });
  });
  return Float64Array.from(scores.flatMap((values) => [...values]));
}

function partsWithout({ prepared: a }: Side<UCentred>, { prepared: b }: Side<UCentred>): Float64Array {
  return a.n < 5 ? new Float64Array(a.n) : withoutEach(a, b);
}

/** The same by summing what remains, for an example that carries nearly all. */
function scoreWithout(x: Batched, y: Batched, a: Side<UCentred>, b: Side<UCentred>, i: number): number {
  const changed = (side: Side<UCentred>) => (side.prepared.n < 5 ? [] : [uCentred(centred(withoutRow(side.xc, i)))]);
  const remaining = (whole: Batched, one: Side<UCentred>) =>
    whole.batches.flatMap((batch) => (batch === one ? changed(one) : [batch.prepared]));
  const [left, right] = [remaining(x, a), remaining(y, b)];
  const total = (of: readonly UCentred[], value: (one: UCentred, index: number) => number) =>
    sum(Float64Array.from(of, value));
  const [own, other] = [total(left, ({ self }) => self), total(right, ({ self }) => self)];
  if (
    vanishes(
      own,
      total(left, ({ gramNorm }) => gramNorm),
    )
  )
    return Number.NaN;
  if (
    vanishes(
      other,
      total(right, ({ gramNorm }) => gramNorm),
    )
  )
    return Number.NaN;
  return total(left, (one, index) => product(one, right[index] ?? one)) / Math.sqrt(own * other);
}
