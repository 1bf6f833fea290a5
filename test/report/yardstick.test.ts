import { expect, test } from "vitest";
import { isComparable, yardstickScore } from "../../src/report/yardstick.js";
import { connected, entryOf } from "./variants.js";

const yardstick = { label: "seeds", data: [entryOf()] };

test("a yardstick has a score on the same data set alone", () => {
  expect(yardstickScore(yardstick, entryOf(), "static")).toBe(entryOf().vertices.static.score);
  expect(yardstickScore(yardstick, entryOf(1), "static")).toBeNull();
  expect(yardstickScore(null, entryOf(), "static")).toBeNull();
});

test("values of two kinds are not held against each other", () => {
  expect(yardstickScore(yardstick, connected(entryOf()), "functional")).toBeNull();
});

test("something must be comparable", () => {
  expect(isComparable(yardstick, [entryOf(1)])).toBe(false);
  expect(isComparable(yardstick, [entryOf(), entryOf(1)])).toBe(true);
});
