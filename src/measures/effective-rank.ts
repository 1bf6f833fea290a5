import type { Matrix } from "../kernels/matrix.js";
import { singularValues } from "../kernels/singular-values.js";
import { sum } from "../kernels/vector.js";
import { centredRepresentation } from "./centred-representation.js";
import { checkRepresentation } from "./check.js";

/**
 * Effective rank of a representation: exp of the entropy (in nats) of its spectrum, the shares of the variance along the
 * principal axes.
 *
 * From 1, where the examples lie on a line, to min(n − 1, p), where they spread evenly in all directions; `null` where
 * the representation is constant. The shares are σ²/Σσ² of the column-centred Xc, as in a principal component analysis;
 * Roy & Vetterli take σ/Σσ, which weighs faint directions more.
 *
 * @param x - n × p activations, one row an example, n ≥ 2.
 * @throws RangeError for fewer than 2 examples, no features, or a value that is not finite.
 * @see Roy & Vetterli 2007
 * @example
 * effectiveRank({ rows: 4, columns: 2, data: Float64Array.of(1, 0, -1, 0, 0, 1, 0, -1) }); // => 2
 * effectiveRank({ rows: 2, columns: 1, data: Float64Array.of(5, 5) }); // => null
 */
export function effectiveRank(x: Matrix): number | null {
  checkRepresentation("effectiveRank", "x", x, 2);
  const xc = centredRepresentation(x);
  if (xc === null) return null;
  const variances = singularValues(xc).map((value) => value ** 2);
  const total = sum(variances);
  return Math.exp(sum(variances.map((variance) => entropyTerm(variance / total))));
}

function entropyTerm(share: number): number {
  return share === 0 ? 0 : -share * Math.log(share);
}
