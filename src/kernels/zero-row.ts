import type { Matrix } from "./matrix.js";

/** The first row of zeros alone; −1 where there is none. */
export function zeroRow({ rows, columns, data }: Matrix): number {
  for (let i = 0; i < rows; i++)
    if (data.subarray(i * columns, (i + 1) * columns).every((value) => value === 0)) return i;
  return -1;
}
