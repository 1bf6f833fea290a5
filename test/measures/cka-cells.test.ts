import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { wasmEngine } from "../../src/kernels/matrix-engine.js";
import { cka } from "../../src/measures/cka.js";
import { cellsOf } from "../../src/measures/cka-cells.js";
import type { Wanted } from "../../src/measures/ucentred/alignments.js";
import { gramRoute } from "../../src/measures/ucentred/gram-route.js";
import { layerRows } from "../../src/measures/ucentred/layer-rows.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { related, sameCell, TOLERANCES } from "./map-cases.js";

/** The cells of layers, and how many pairs were looked at. */
async function cellsAndLooks(layers: readonly Matrix[], wanted: Wanted = "statistics") {
  const prepared = layers.map((layer) => layerRows(layer, "float64"));
  const varying = prepared.filter((layer) => layer !== null);
  const n = layers[0]?.rows ?? 0;
  const alignments = await gramRoute(wasmEngine, varying, { rows: n, columns: n }, wanted, () => {});
  let looks = 0;
  const cells = cellsOf(layers, prepared, alignments, { onBlock: () => void looks++ });
  return { cells, looks };
}

async function expectCells(layers: readonly Matrix[], looked: number): Promise<void> {
  const { cells, looks } = await cellsAndLooks(layers);
  expect(looks).toBe(looked);
  for (const [k, x] of layers.entries())
    for (const [l, y] of layers.entries())
      sameCell(cells[k]?.[l] ?? expect.fail("no cell"), cka(x, y), TOLERANCES.float64, `cell ${k}, ${l}`);
}

const plain = related(40, [3, 5, 60]);

describe("cellsOf", () => {
  test("needs to look at no pair of plain layers", () => expectCells(plain, 0));

  test("looks at every pair with a layer whose sums lose their digits, once", async () => {
    const heavy = build(40, 3, (i, j) => at(gaussian(40, 3, 9), i, j) * (i === 2 ? 1000 : 1));
    await expectCells([plain[0] ?? heavy, heavy, ...plain.slice(1)], 4);
  });

  test("finds each layer's own sums where another is constant", async () => {
    const constant = build(40, 2, () => 3);
    await expectCells([constant, ...plain.slice(0, 2), constant, ...plain.slice(2)], 9);
  });

  test("says that the same features turned and scaled are identical, without a look", async () => {
    const [x = gaussian(40, 3, 1)] = plain;
    const turned = build(40, 3, (i, j) => -2 * at(x, i, (j + 1) % 3));
    await expectCells([x, turned], 0);
    const { cells } = await cellsAndLooks([x, turned]);
    expect([cells[0]?.[1]?.interval, cells[0]?.[1]?.reasons]).toEqual([[1, 1], { interval: "identical" }]);
  });

  test("looks at a pair that is the same but for one example: without it the score is 1", async () => {
    const [x = gaussian(40, 3, 1)] = plain;
    const other = build(40, 3, (i, j) => at(x, i, j) + (i === 2 ? 0.5 : 0));
    await expectCells([x, other], 1);
  });

  test("looks at every pair of few examples", () => expectCells(related(7, [2, 3]), 3));

  test("gives scores alone where there is nothing else, of pairs that it looks at too", async () => {
    const heavy = build(40, 3, (i, j) => at(gaussian(40, 3, 9), i, j) * (i === 2 ? 1000 : 1));
    const layers = [...plain, heavy, build(40, 2, () => 3)];
    const { cells } = await cellsAndLooks(layers, "scores");
    for (const [k, x] of layers.entries())
      for (const [l, y] of layers.entries()) {
        const { score, ...found } = cells[k]?.[l] ?? expect.fail("no cell");
        const expected = cka(x, y).score;
        expect(score === null).toBe(expected === null);
        expect(Math.abs(Number(score) - Number(expected))).toBeLessThan(1e-9);
        expect(found).toMatchObject({ threshold: null, calibrated: null, pValue: null, interval: null, tail: null });
        expect(found.reasons.pValue).toBe(expected === null ? "constant" : "scores alone were asked for");
      }
  });
});
