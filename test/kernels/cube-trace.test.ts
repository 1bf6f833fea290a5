import { describe, test } from "vitest";
import { cubeTrace } from "../../src/kernels/cube-trace.js";
import { close } from "../support/close.js";
import { naiveEntries, single, someBlock } from "./blocks.js";
import { at, naiveProduct } from "./matrices.js";

// From features where p + 2 < n, from entries elsewhere: on both sides of it, and at it.
describe.each([
  [4, 1],
  [12, 9],
  [12, 10],
  [12, 40],
  [90, 7],
])("cubeTrace of %i × %i", (n, p) => {
  const block = someBlock(n, p, n * p);
  const whole = naiveEntries(block, block);
  const cube = naiveProduct(naiveProduct(whole, whole), whole);
  const expected = Array.from({ length: n }, (_, i) => at(cube, i, i)).reduce((sum, value) => sum + value, 0);

  test("is the trace of the cube of its entries, the diagonal as the formula has it", () => {
    close(cubeTrace(block), expected, 1e-11);
  });

  test("in float32 too, to its rounding", () => close(cubeTrace(single(block)), expected, 1e-5));
});
