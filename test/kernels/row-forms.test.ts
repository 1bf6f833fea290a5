import { describe, test } from "vitest";
import { rowForms } from "../../src/kernels/row-forms.js";
import { closeAll } from "../support/close.js";
import { naiveAbout, single, someBlock } from "./blocks.js";
import { at, gaussian, naiveProduct } from "./matrices.js";

describe.each([
  [1, 1, 1],
  [9, 3, 20],
  [150, 8, 2],
])("rowForms of %i examples, %i and %i features", (n, p, q) => {
  const [x, c, y] = [someBlock(n, p, 1), gaussian(p, q, 2), someBlock(n, q, 3)];
  const [turned, other] = [naiveProduct(naiveAbout(x), c), naiveAbout(y)];
  const expected = Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < q; j++) sum += at(turned, i, j) * at(other, i, j);
    return sum;
  });

  test("are xc_i'C yc_i about the means", () => closeAll(rowForms(x, c, y), expected, 1e-12));

  test("in float32 too, to its rounding", () => closeAll(rowForms(single(x), c, single(y)), expected, 2e-6));
});
