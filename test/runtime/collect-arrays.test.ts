import { expect, test } from "vitest";
import { collectArrays } from "../../src/runtime/collect-arrays.js";

const MB = 2 ** 20;
const held = () => process.memoryUsage().arrayBuffers;

/** Arrays that nobody holds afterwards. */
function made(count: number): number {
  return Array.from({ length: count }, () => new Uint8Array(MB)).length;
}

test("frees arrays that nobody holds, once there are many, and no others", async () => {
  collectArrays();
  const kept = new Uint8Array(4 * MB).fill(7);
  const before = held();
  made(24);
  expect(held() - before).toBeGreaterThan(8 * MB);
  collectArrays();
  // V8 frees them in a thread of its own.
  await expect.poll(() => held() - before).toBeLessThan(4 * MB);
  expect([kept.length, kept.every((value) => value === 7)]).toEqual([4 * MB, true]);
});
