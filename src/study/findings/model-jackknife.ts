import { fisherInterval, plainInterval } from "../../measures/stats/jackknife.js";
import type { Estimate } from "./evidence.js";

/** A value with its interval, and why one of the two is `null`. */
export interface ReasonedEstimate extends Estimate {
  readonly reason: string | null;
}

type Scale = "plain" | "fisher" | "share";

/** The fewest models whose leave-one-out values say anything of a spread. */
const FEWEST = 3;
/** Leave-one-out values nearer to each other than this are equal. */
const ROUNDING = 1e-12;

/**
 * A statistic of models with its 95 % interval by leaving out one model at a time.
 *
 * @param names - of the models.
 * @param statistic - of some of the models, by their places; NaN where it is undefined.
 * @param scale - that leave-one-out values spread evenly on: `fisher` for correlations, `share` (the arcsine of the root)
 *   for what lies between 0 and 1, whose interval may end there.
 * @param undefinedWhy - why the statistic of all models is undefined, should it be.
 */
export function modelJackknife(
  names: readonly string[],
  statistic: (kept: readonly number[]) => number,
  scale: Scale,
  undefinedWhy: string,
): ReasonedEstimate {
  const all = names.map((_, i) => i);
  const value = statistic(all);
  if (!Number.isFinite(value)) return { value: null, interval: null, reason: undefinedWhy };
  if (names.length < FEWEST)
    return { value, interval: null, reason: `a jackknife takes at least ${FEWEST} models, there are ${names.length}` };
  const without = Float64Array.from(all, (left) => statistic(all.filter((i) => i !== left)));
  const at = without.findIndex((other) => !Number.isFinite(other));
  if (at >= 0) return { value, interval: null, reason: `undefined without ${names[at]}` };
  if (without.every((other) => Math.abs(other - value) <= ROUNDING * Math.max(1, Math.abs(value))))
    return { value, interval: null, reason: "the same without any one model: a jackknife sees no spread" };
  const ends = (estimate: number) => 1 - Math.abs(estimate) <= ROUNDING;
  if (scale === "fisher" && (ends(value) || without.some(ends)))
    return { value, interval: null, reason: "1 or −1, or so without some model" };
  if (scale !== "share")
    return { value, interval: (scale === "fisher" ? fisherInterval : plainInterval)(value, without), reason: null };
  const angles = plainInterval(angleOf(value), without.map(angleOf));
  const [low, high] = [Math.max(0, angles[0]), Math.min(Math.PI / 2, angles[1])];
  const reason = low > 0 && high < Math.PI / 2 ? null : "reaches 0 or 1, where its scale ends";
  return { value, interval: [Math.sin(low) ** 2, Math.sin(high) ** 2], reason };
}

/** Its variance hardly hangs on the share (Bartlett 1947). */
function angleOf(share: number): number {
  return Math.asin(Math.sqrt(Math.min(1, Math.max(0, share))));
}
