import { describe, expect, test } from "vitest";
import { batches } from "../../../src/measures/minibatch/batches.js";

describe("batches", () => {
  test.each([
    [100, 32, [32, 32, 32, 4], 0],
    [99, 32, [32, 32, 32], 3],
    [10, 256, [10], 0],
    [4, 4, [4], 0],
  ])("of %i examples, %i a batch", (n, size, lengths, dropped) => {
    const cut = batches(n, size, 1);
    expect(cut.rows.map((rows) => rows.length)).toEqual(lengths);
    expect(cut.dropped).toBe(dropped);
    expect(new Set(cut.rows.flatMap((rows) => [...rows])).size).toBe(n - dropped);
  });

  test("are shuffled by the seed", () => {
    expect(batches(50, 10, 1)).toEqual(batches(50, 10, 1));
    expect(batches(50, 10, 1)).not.toEqual(batches(50, 10, 2));
    expect([...(batches(50, 50, 1).rows[0] ?? [])]).not.toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});
