import { describe, expect, test } from "vitest";
import { blockAlignments, blockProducts } from "../../src/kernels/block-alignments.js";
import { cubeTrace } from "../../src/kernels/cube-trace.js";
import { wasmEngine } from "../../src/kernels/matrix-engine.js";
import { gram } from "../../src/kernels/products.js";
import { rowForms } from "../../src/kernels/row-forms.js";
import { closeAll } from "../support/close.js";
import { naiveAbout, someBlock } from "./blocks.js";
import { at, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

const [x, y] = [someBlock(9, 5, 1), someBlock(9, 3, 2)];

describe("the engine that runs everywhere", () => {
  test("multiplies examples about their means", async () => {
    const turned = naiveTransposed(naiveAbout(x));
    closeAll((await wasmEngine.crossProduct(x, y)).data, naiveProduct(turned, naiveAbout(y)).data, 1e-12);
    const found = await wasmEngine.scatter(x);
    closeAll(found.data, naiveProduct(turned, naiveAbout(x)).data, 1e-12);
    for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) expect(at(found, i, j)).toBe(at(found, j, i));
  });

  test("gives what the kernels give", async () => {
    expect(await wasmEngine.upperGram(x.x)).toEqual(gram(x.x));
    const c = gaussian(5, 3, 4);
    expect(await wasmEngine.rowForms(x, c, y)).toEqual(rowForms(x, c, y));
    for (const mirrored of [true, false])
      expect(await wasmEngine.alignments([x, y], [x, y], mirrored)).toEqual(blockAlignments([x, y], [x, y], mirrored));
    expect(await wasmEngine.products([x, y], [x, y])).toEqual(blockProducts([x, y], [x, y]));
    expect(await wasmEngine.cubeTrace(x)).toBe(cubeTrace(x));
  });

  test("rejects where memory does not suffice, and does not throw", async () => {
    const wide = someBlock(1, 2 ** 15, 1);
    await expect(wasmEngine.scatter(wide)).rejects.toThrow(RangeError);
  });
});
