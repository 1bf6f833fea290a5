import { expect, test } from "vitest";
import { noGains, zeroGains } from "../../../../src/sides/functional/alignment/gains-so-far.js";

test("gains are made in the memory of the class's last ones, and are no longer those of a descent", () => {
  const soFar = noGains();
  const first = zeroGains(soFar, 3, 2).fill(7);
  soFar.sources.set(3, []);
  const again = zeroGains(soFar, 3, 2);
  expect(again).toBe(first);
  expect([...again]).toEqual([0, 0, 0, 0]);
  expect(soFar.sources.has(3)).toBe(false);
  expect(zeroGains(soFar, 4, 2)).not.toBe(first);
});

test("memory for which there is no room is not kept", () => {
  const soFar = { ...noGains(), room: 8 };
  expect(zeroGains(soFar, 0, 3)).not.toBe(zeroGains(soFar, 0, 3));
  expect(zeroGains(soFar, 1, 2)).toBe(zeroGains(soFar, 1, 2));
  expect(soFar.room).toBe(4);
});
