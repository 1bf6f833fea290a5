import { permutation } from "../../kernels/random.js";

/** A U-centred matrix needs so many rows. */
const LEAST = 4;

/** The examples of each batch. */
export interface Batches {
  readonly rows: readonly Uint32Array[];
  /** Examples in no batch: up to three that were left over. */
  readonly dropped: number;
}

/**
 * Cuts a seeded shuffle of n examples into batches of `size`, the last one smaller. A rest of fewer than 4 is dropped.
 *
 * Shuffled, because folders sorted by class would give batches of one class each, which share nothing.
 *
 * @example
 * batches(10, 4, 0).rows.map((rows) => rows.length); // => [4, 4]
 * batches(10, 4, 0).dropped; // => 2
 */
export function batches(n: number, size: number, seed: number): Batches {
  const order = permutation(n, seed);
  const cut = Array.from({ length: Math.ceil(n / size) }, (_, b) => order.slice(b * size, (b + 1) * size));
  const rows = cut.filter((batch) => batch.length >= LEAST);
  return { rows, dropped: rows.reduce((left, batch) => left - batch.length, n) };
}
