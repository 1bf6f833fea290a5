const SHARE = 1e-2;

/** Whether so small a share is left of a sum that the difference has lost too many digits. */
export function cancels(left: number, sum: number): boolean {
  return !(left >= SHARE * sum);
}
