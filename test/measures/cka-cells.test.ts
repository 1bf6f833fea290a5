import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { wasmEngine } from "../../src/kernels/matrix-engine.js";
import { cka } from "../../src/measures/cka.js";
import { cellsOf } from "../../src/measures/cka-cells.js";
import { ckaMap } from "../../src/measures/cka-map.js";
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

  test("keeps the tail below the floor of the p-value, of pairs that are looked at too", async () => {
    const shared = gaussian(300, 3, 1);
    const layer = (seed: number) =>
      build(300, 3, (i, j) => (i === 2 ? 400 : 1) * (at(shared, i, j) + 0.3 * at(gaussian(300, 3, seed), i, j)));
    const { cells, looks } = await cellsAndLooks([layer(2), layer(3)]);
    expect(looks).toBe(3);
    expect(cells[0]?.[1]).toMatchObject({ pValue: 0.001 });
    expect(cells[0]?.[1]?.tail).toBeLessThan(1e-4);
  });

  test("takes the same numbers for one layer, and looks where float32 cannot tell a score from 1", async () => {
    const single = (x: Matrix): Matrix => ({ ...x, data: Float32Array.from(x.data) });
    const x = single(gaussian(400, 60, 1));
    const near = single({ ...x, data: x.data.map((value, at) => value + 1e-5 * Math.sin(at)) });
    const { cells, plan } = await ckaMap([x, single(x), near], { precision: "float32" });
    expect(cells[0]?.[1]).toMatchObject({ score: 1, interval: [1, 1], reasons: { interval: "identical" } });
    const expected = cka(x, near);
    expect(cells[0]?.[2]?.score).toBe(expected.score);
    expect(cells[0]?.[2]?.interval).toEqual(expected.interval);
    expect(plan.why).toMatch(/; 2 pairs whose sums lose their digits were looked at alone/);
  });

  test("says how much memory the pairs take that it looks at, where that is more than allowed", async () => {
    const [n, p] = [300, 80];
    const numbers = gaussian(n, p, 9);
    const heavy = build(n, p, (i, j) => at(numbers, i, j) * (i === 2 ? 1000 : 1));
    const layers = [heavy, gaussian(n, p, 2)];
    const { plan: roomy } = await ckaMap(layers, { memory: 5e6 });
    expect(roomy.caveat).toBeNull();
    const { plan } = await ckaMap(layers, { memory: 3e6 });
    // Float64 of both, with all examples and without one, their entries and their scatter.
    expect(plan.bytes).toBeGreaterThan(2 * 8 * (4 * n * p + n * n + p * p));
    expect(plan.caveat).toMatch(
      /^took 3\.\d MB where 3 MB are allowed: pairs whose sums lose their digits are looked at/,
    );
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
