/**
 * How many of n weights a sparsity makes zero: floor(sparsity · n), of the decimal number that is written, since 0.29 · 100 is
 * 28.999999999999996 in binary.
 *
 * @throws RangeError where the sparsity is not in [0, 1).
 * @example
 * weightsAt(0.29, 100); // => 29
 * weightsAt(0.5, 7); // => 3
 */
export function weightsAt(sparsity: number, n: number): number {
  if (!(sparsity >= 0 && sparsity < 1)) throw new RangeError(`prune: sparsity ${sparsity} is not in [0, 1)`);
  const [digits = "", exponent = "0"] = String(sparsity).split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const decimals = fraction.length - Number(exponent);
  return Number((BigInt(whole + fraction) * BigInt(n)) / 10n ** BigInt(decimals));
}
