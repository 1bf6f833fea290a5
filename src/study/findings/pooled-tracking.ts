import { type PermutationP, permutationP } from "../../measures/stats/permutation-p.js";
import { rearrangements } from "../../measures/stats/rearrangements.js";
import type { Estimate, Verdict } from "./evidence.js";
import { modelJackknife } from "./model-jackknife.js";
import { verdictOf } from "./verdict.js";

type Curves = readonly (readonly number[])[];

/** Do models whose self-similarity holds out longer keep their accuracy longer? */
export interface PooledTracking {
  /** Pearson's r of c and a* over models and levels, the means of each level (and group) removed: no common trend is left. */
  readonly r: Estimate;
  readonly test: PermutationP | null;
  readonly verdict: Verdict;
  /** Key → why it is null; `verdict` → why it is not testable. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * r(c, a*) within levels. The interval leaves out one model at a time; p is the upper tail of exchanging whole accuracy
 * curves between models of one group.
 *
 * @param names - of m models.
 * @param groups - of each model; all alike to exchange any two.
 * @param c - m × L.
 * @param a - m × L.
 */
export function pooledTracking(
  names: readonly string[],
  groups: readonly string[],
  c: Curves,
  a: Curves,
  seed: number,
): PooledTracking {
  const pick = (curves: Curves, kept: readonly number[]) => kept.map((i) => curves[i] ?? []);
  const statistic = (kept: readonly number[]) =>
    correlation(
      kept.map((i) => groups[i] ?? ""),
      pick(c, kept),
      pick(a, kept),
    );
  const { reason, ...r } = modelJackknife(names, statistic, "fisher", CONSTANT);
  const test = r.value === null ? null : exchanged(groups, c, a, seed);
  const verdict = verdictOf(r, 0, test);
  const why = r.value === null ? CONSTANT : `so few models can give no p below ${test?.smallest.toFixed(3)}`;
  return {
    r,
    test,
    verdict,
    reasons: {
      ...(reason === null ? {} : r.value === null ? { r: reason, test: reason } : { "r.interval": reason }),
      ...(verdict === "not testable" ? { verdict: why } : {}),
    },
  };
}

const CONSTANT = "the curves of no two models to be compared differ";
/** Squares below this share of the squares before centring are rounding. */
const ROUNDING = 1e-20;

function correlation(groups: readonly string[], c: Curves, a: Curves): number {
  const [x, y] = [centred(groups, c), centred(groups, a)];
  const [xx, yy] = [dot(x.flat(), x.flat()), dot(y.flat(), y.flat())];
  if (!(xx > ROUNDING * dot(c.flat(), c.flat()) && yy > ROUNDING * dot(a.flat(), a.flat()))) return Number.NaN;
  return dot(x.flat(), y.flat()) / Math.sqrt(xx * yy);
}

/** Exchanging curves within a group leaves its means and all squares as they are: only the products of pairs matter. */
function exchanged(groups: readonly string[], c: Curves, a: Curves, seed: number): PermutationP {
  const [x, y] = [centred(groups, c), centred(groups, a)];
  const norm = Math.sqrt(dot(x.flat(), x.flat()) * dot(y.flat(), y.flat()));
  const products = x.map((row) => y.map((other) => dot(row, other) / norm));
  const rOf = (order: ArrayLike<number>) => products.reduce((sum, row, i) => sum + (row[order[i] ?? 0] ?? 0), 0);
  return permutationP(rOf(groups.map((_, i) => i)), rearrangements(groups, seed), rOf);
}

/** Less the mean of its group at each level. */
function centred(groups: readonly string[], curves: Curves): Curves {
  const means = new Map(
    [...new Set(groups)].map((group) => {
      const own = curves.filter((_, i) => groups[i] === group);
      return [group, (own[0] ?? []).map((_, k) => own.reduce((sum, row) => sum + (row[k] ?? 0), 0) / own.length)];
    }),
  );
  return curves.map((row, i) => row.map((value, k) => value - (means.get(groups[i] ?? "")?.[k] ?? 0)));
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
}
