/**
 * Which two of four numbers are the smallest, as the bits of their places; of equal ones the first.
 *
 * @example
 * twoSmallestOfFour(3, 1, 2, 1); // => 0b1010
 */
export function twoSmallestOfFour(a: number, b: number, c: number, d: number): number {
  // How many of the others come before each: those that are smaller, and equal ones on its left.
  const ofA = Number(b < a) + Number(c < a) + Number(d < a);
  const ofB = Number(a <= b) + Number(c < b) + Number(d < b);
  const ofC = Number(a <= c) + Number(b <= c) + Number(d < c);
  return (ofA < 2 ? 1 : 0) | (ofB < 2 ? 2 : 0) | (ofC < 2 ? 4 : 0) | (6 - ofA - ofB - ofC < 2 ? 8 : 0);
}
