import { expect, test } from "vitest";
import { NO_REASON, reasonFor } from "../../src/report/reason-for.js";

const reasons = { "static.layers": "far", "static.layers.cka[2]": "near", functional: "other side" };

test("the path itself decides before the paths above it, in either way to write an index", () => {
  expect(reasonFor(reasons, "static.layers.cka.2")).toBe("near");
  expect(reasonFor(reasons, "static.layers.cka[2].0")).toBe("near");
  expect(reasonFor(reasons, "static.layers.cka.1")).toBe("far");
});

test("a path is not covered by one that only begins with the same letters", () => {
  expect(reasonFor(reasons, "functionality")).toBe(NO_REASON);
});

test("of several paths the first with a reason decides", () => {
  expect(reasonFor(reasons, "vertices.functional", "functional.predictive", "static.layers")).toBe("other side");
});

test("a null without a reason says so", () => {
  expect(reasonFor({}, "static")).toBe(NO_REASON);
});
