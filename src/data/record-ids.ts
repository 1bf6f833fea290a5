/**
 * The ids of n records of a file without names: their numbers from 0.
 *
 * @example
 * recordIds(2); // => ["0", "1"]
 */
export function recordIds(n: number): readonly string[] {
  return Array.from({ length: n }, (_, record) => String(record));
}
