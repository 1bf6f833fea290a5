/**
 * The nearest whole number, of two equally near ones the even one: Python's `round`.
 *
 * @example
 * [0.5, 1.5, 2.4, 2.6].map(roundHalfEven); // => [0, 2, 2, 3]
 */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}
