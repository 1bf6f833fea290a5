import { expect, test } from "vitest";
import { twoSmallestOfFour } from "../../src/kernels/two-smallest.js";

test("all 256 orders of four values are as a stable sort has them", () => {
  for (let code = 0; code < 256; code++) {
    const four = [code & 3, (code >> 2) & 3, (code >> 4) & 3, code >> 6] as const;
    const order = [0, 1, 2, 3].sort((i, j) => (four[i] ?? 0) - (four[j] ?? 0));
    const expected = order.slice(0, 2).reduce((bits, i) => bits | (1 << i), 0);
    expect(twoSmallestOfFour(...four), four.join()).toBe(expected);
  }
});
