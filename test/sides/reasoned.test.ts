import { expect, test } from "vitest";
import { below } from "../../src/sides/reasoned.js";

test("below puts the path in front of every key", () => {
  expect(below("a.b", { c: "x", "d.e": "y" })).toEqual({ "a.b.c": "x", "a.b.d.e": "y" });
  expect(below("a", {})).toEqual({});
});
