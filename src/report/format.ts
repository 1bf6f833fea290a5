/** What stands where a number is not defined; the reason stands beside it. */
export const DASH = "–";

/**
 * A number with a fixed count of decimals, a true minus sign and no negative zero.
 *
 * @throws RangeError where the number is not finite.
 * @example
 * fixed(-0.12345); // => "−0.123"
 * fixed(-0.0001); // => "0.000"
 */
export function fixed(value: number, decimals = 3): string {
  if (!Number.isFinite(value)) throw new RangeError(`fixed: cannot show the number ${value}`);
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

/**
 * A share of 1 as a percentage with one decimal.
 *
 * @example
 * percent(0.9172); // => "91.7%"
 */
export function percent(share: number): string {
  return `${fixed(100 * share, 1)}%`;
}

/**
 * A whole number with its thousands set apart.
 *
 * @example
 * count(272474); // => "272,474"
 */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/**
 * A p-value, which is never known to be smaller than .001.
 *
 * @example
 * pValueText(0.001); // => "< 0.001"
 * pValueText(0.0234); // => "0.023"
 */
export function pValueText(p: number): string {
  return p <= 0.001 ? "< 0.001" : fixed(p);
}

/**
 * An interval as its two ends.
 *
 * @example
 * intervalText([-0.01, 0.25]); // => "[−0.010, 0.250]"
 */
export function intervalText([low, high]: readonly [number, number]): string {
  return `[${fixed(low)}, ${fixed(high)}]`;
}

/**
 * What several runs took at least, and at most where this is known.
 *
 * @example
 * rangeText(0.5, 0.75); // => "0.500–0.750"
 * rangeText(0.5, null); // => "0.500"
 */
export function rangeText(least: number, most: number | null, decimals = 3): string {
  return most === null ? fixed(least, decimals) : `${fixed(least, decimals)}–${fixed(most, decimals)}`;
}

/**
 * Words as a list in a sentence.
 *
 * @example
 * listText(["0.9", "0.95", "0.99"]); // => "0.9, 0.95 and 0.99"
 */
export function listText(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/**
 * Foreign text wrapped in Unicode isolates, so that a right-to-left name leaves the words around it in their places.
 *
 * @example
 * isolate("abc").length; // => 5
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/**
 * Text in which an interval, and a symbol with its number, keep to one line.
 *
 * @example
 * unbroken("AUC 0.8 [0.5, 1.0], p = 0.04"); // => "AUC\u00a00.8 [0.5,\u00a01.0], p\u00a0=\u00a00.04"
 */
export function unbroken(text: string): string {
  return text
    .replace(/(\[−?[\d.]+,) (−?[\d.]+\])/g, "$1\u00a0$2")
    .replace(/(?<![\w²])(p|r|R²|AUC)( [=<])? (?=−?\d)/g, (found) => found.replaceAll(" ", "\u00a0"));
}
