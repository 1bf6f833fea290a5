import type { Estimate } from "./evidence.js";

/**
 * A number to three decimals with a true minus sign, – where there is none.
 *
 * @example
 * numberText(-0.12345); // => "−0.123"
 * numberText(null); // => "–"
 */
export function numberText(value: number | null): string {
  if (value === null) return "–";
  const digits = Math.abs(value).toFixed(3);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

/**
 * A value and its interval.
 *
 * @example
 * estimateText({ value: 0.5, interval: [0.25, 0.75] }); // => "0.500 [0.250, 0.750]"
 * estimateText({ value: 1, interval: null }); // => "1.000 (no interval)"
 */
export function estimateText({ value, interval }: Estimate): string {
  if (interval === null) return `${numberText(value)} (no interval)`;
  return `${numberText(value)} [${numberText(interval[0])}, ${numberText(interval[1])}]`;
}

/**
 * A p-value; below .001 only that it is.
 *
 * @example
 * pText(0.00017); // => "p < 0.001"
 * pText(0.0234); // => "p = 0.023"
 */
export function pText(p: number | null): string {
  if (p === null) return "no p";
  return p < 0.001 ? "p < 0.001" : `p = ${numberText(p)}`;
}

/**
 * Words as a list in a sentence.
 *
 * @example
 * wordList(["a", "b", "c"]); // => "a, b and c"
 */
export function wordList(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/**
 * So many of a thing.
 *
 * @example
 * countText(1, "family", "families"); // => "1 family"
 */
export function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
