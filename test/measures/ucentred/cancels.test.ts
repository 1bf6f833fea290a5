import { expect, test } from "vitest";
import { cancels } from "../../../src/measures/ucentred/cancels.js";

test.each([
  [1, 100, false],
  [0.99, 100, true],
  [-1, 100, true],
  [Number.NaN, 100, true],
])("%d left of %d: %s", (left, sum, expected) => expect(cancels(left, sum)).toBe(expected));
