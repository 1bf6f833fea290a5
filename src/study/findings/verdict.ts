import type { Estimate, Verdict } from "./evidence.js";

/** A p-value of at most this counts, and a design that cannot reach it tells nothing. */
export const ALPHA = 0.05;

/** A test's p-value, and the smallest one that its design can give. */
export interface Tested {
  readonly pValue: number;
  readonly smallest: number;
}

/**
 * What one test says: supported where p is small and the effect lies above what no effect would be, with its whole interval
 * where it has one.
 *
 * @param nothing - the effect's value where there is none.
 * @param test - `null` where there is nothing to test.
 */
export function verdictOf({ value, interval }: Estimate, nothing: number, test: Tested | null): Verdict {
  if (value === null || test === null || test.smallest > ALPHA) return "not testable";
  const above = (interval?.[0] ?? value) > nothing;
  return test.pValue <= ALPHA && above ? "supported" : "not supported";
}

/**
 * What several tests say together that must all hold: each at the full level, since all of them must be wrong at once for a
 * claim that holds nowhere to pass.
 *
 * @see Berger 1982 (intersection–union tests)
 * @example
 * allOf(["supported", "not testable"]); // => "not testable"
 * allOf(["not supported", "not testable"]); // => "not supported"
 */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("not supported")) return "not supported";
  return verdicts.length === 0 || verdicts.includes("not testable") ? "not testable" : "supported";
}
