import { describe, expect, test } from "vitest";
import type { Matrix } from "../../../src/kernels/matrix.js";
import { ckaMinibatch } from "../../../src/measures/cka-minibatch.js";
import { batches } from "../../../src/measures/minibatch/batches.js";
import { minibatchCells } from "../../../src/measures/minibatch/minibatch-cells.js";
import { fisherInterval } from "../../../src/measures/stats/jackknife.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { frobenius, naiveGram, naiveUCentred } from "../ucentred/brute-force.js";
import { HARD } from "../ucentred/representations.js";

const N = 75;
const common = gaussian(N, 2, 50);
const layers = [3, 40, 1].map((p, k) =>
  build(N, p, (i, j) => at(gaussian(N, p, k + 1), i, j) + at(common, i, j % 2) + 5),
);

/** Σ_b ⟨A_b,B_b⟩/√(Σ_b ⟨A_b,A_b⟩ Σ_b ⟨B_b,B_b⟩) by its definition. */
function bruteForce(x: Matrix, y: Matrix, rows: readonly Uint32Array[]): number {
  const sums = rows.map((batch) => {
    const [a, b] = [x, y].map((layer) =>
      naiveUCentred(naiveGram(build(batch.length, layer.columns, (i, j) => at(layer, Number(batch[i]), j)))),
    );
    return a && b ? [frobenius(a, b), frobenius(a, a), frobenius(b, b)] : [];
  });
  const [both, left, right] = [0, 1, 2].map((k) => sums.reduce((total, parts) => total + Number(parts[k]), 0));
  return Number(both) / Math.sqrt(Number(left) * Number(right));
}

function cell(x: Matrix, y: Matrix, size: number, seed = 0) {
  return minibatchCells([x, y], size, seed)[0]?.[1] ?? expect.fail("there is no cell");
}

describe.each([
  [16, 0],
  [16, 7],
  [32, 1],
])("cells of batches of %i, seed %i", (size, seed) => {
  const cells = minibatchCells(layers, size, seed);
  const cut = batches(N, size, seed);

  test("have the score, null and details of ckaMinibatch", () => {
    for (const [k, x] of layers.entries())
      for (const [l, y] of layers.entries()) {
        const expected = ckaMinibatch(x, y, { batchSize: size, seed });
        const found = cells[k]?.[l];
        for (const field of ["score", "threshold", "calibrated", "pValue"] as const)
          close(found?.[field] ?? Number.NaN, expected[field] ?? Number.NaN, 1e-10);
        expect([found?.chance, found?.details]).toEqual([0, expected.details]);
        expect(Math.max(0.001, found?.tail ?? 0)).toBe(found?.pValue);
        close(found?.score ?? Number.NaN, bruteForce(x, y, cut.rows), 1e-11);
        expect(found).toEqual(cells[l]?.[k]);
      }
  });

  test("have the interval of leaving one batch out at a time, and say so", () => {
    const [x = common, y = common] = layers;
    const without = cut.rows.map((_, left) =>
      bruteForce(
        x,
        y,
        cut.rows.filter((_, b) => b !== left),
      ),
    );
    const { score, interval, reasons } = cells[0]?.[1] ?? expect.fail("there is no cell");
    closeAll(interval ?? [], fisherInterval(score ?? Number.NaN, Float64Array.from(without)), 1e-10);
    expect(reasons).toEqual({ interval: `leaves one batch of ${size} out at a time` });
  });

  test("say that identical layers are identical", () => {
    const [found] = cells[1]?.slice(1) ?? [];
    close(found?.score ?? 0, 1, 1e-13);
    expect([found?.interval, found?.reasons]).toEqual([[1, 1], { interval: "identical" }]);
  });
});

describe("cells of minibatches", () => {
  test("are null with the reason where a layer is constant", () => {
    for (const value of [0, 0.1, 1e9])
      for (const precise of [Float32Array, Float64Array]) {
        const constant = { rows: N, columns: 3, data: new precise(3 * N).fill(value) };
        const cells = minibatchCells([...layers, constant], 16, 0);
        expect(cells[3]?.map(({ score, pValue, tail }) => [score, pValue, tail])).toEqual(
          new Array(4).fill([null, null, null]),
        );
        expect(cells[1]?.[3]?.reasons).toMatchObject({ score: "constant", interval: "constant" });
        expect(cells[1]?.[2]?.score).not.toBeNull();
      }
  });

  test("are null with the reason where one example alone differs", () => {
    const lone = build(N, 2, (i, j) => (i === 3 ? j + 1 : 0));
    const [first] = layers;
    const found = cell(lone, first ?? lone, 16);
    expect([found.score, found.tail]).toEqual([null, null]);
    expect(found.reasons.score).toBe(ckaMinibatch(lone, first ?? lone, { batchSize: 16 }).reasons.score);
  });

  test.each(Object.entries(HARD))("are exact of a representation %s", (_, make) => {
    const [x, y] = [make(N, 4), build(N, 4, (i, j) => at(make(N, 4), i, j) + at(gaussian(N, 4, 9), i, j))];
    const rows = batches(N, 16, 0).rows;
    const found = cell(x, y, 16);
    close(found.score ?? Number.NaN, bruteForce(x, y, rows), 1e-9);
    const without = rows.map((_, left) =>
      bruteForce(
        x,
        y,
        rows.filter((_, b) => b !== left),
      ),
    );
    const expected = fisherInterval(found.score ?? Number.NaN, Float64Array.from(without));
    closeAll(found.interval ?? [], expected, 1e-7);
  });

  test.each([1e-300, 1e300])("take numbers of %d", (factor) => {
    const [first = common, second = common] = layers;
    const sized = { ...first, data: first.data.map((value) => factor * value) };
    const [found, expected] = [cell(sized, second, 16), cell(first, second, 16)];
    for (const field of ["score", "threshold", "pValue", "tail"] as const)
      close(found[field] ?? Number.NaN, expected[field] ?? Number.NaN, 1e-9);
  });

  test("have no interval where all that differs is in one batch, and name it", () => {
    const rows = batches(N, 16, 0).rows;
    const inSecond = (i: number) => rows[1]?.includes(i) ?? false;
    const x = build(N, 3, (i, j) => (inSecond(i) ? at(common, i, j % 2) + j * i : 0));
    const found = cell(x, common, 16);
    expect(found.score).not.toBeNull();
    expect([found.interval, found.reasons.interval]).toEqual([null, "undefined without batch 1 (from 0)"]);
  });

  test("have none either where a single example differs in another batch, which says nothing", () => {
    const rows = batches(N, 16, 0).rows;
    const differs = (i: number) => rows[1]?.includes(i) || i === rows[3]?.[2];
    const x = build(N, 3, (i, j) => (differs(i) ? at(common, i, j % 2) + j * i : 0.1));
    expect(cell(x, common, 16).reasons.interval).toBe("undefined without batch 1 (from 0)");
  });

  test("are exact without a batch that carries nearly all", () => {
    const [x = common, y = common] = layers;
    const rows = batches(N, 16, 0).rows;
    const heavy = build(N, 3, (i, j) => at(x, i, j) * (rows[1]?.includes(i) ? 1e5 : 1));
    const { score, interval } = cell(heavy, y, 16);
    const without = rows.map((_, left) =>
      bruteForce(
        heavy,
        y,
        rows.filter((_, b) => b !== left),
      ),
    );
    closeAll(interval ?? [], fisherInterval(score ?? Number.NaN, Float64Array.from(without)), 1e-9);
  });

  test("look up before every batch", () => {
    let blocks = 0;
    minibatchCells(layers, 16, 0, () => void blocks++);
    expect(blocks).toBe(batches(N, 16, 0).rows.length);
  });

  test("leave the layers as they were", () => {
    const before = structuredClone(layers);
    minibatchCells(layers, 16, 0);
    expect(layers).toEqual(before);
  });
});

test("cells and ckaMinibatch are null where no batch has both layers varying in it", () => {
  const n = 16;
  const [first = [], second = []] = batches(n, 8, 0).rows.map((rows) => [...rows]);
  const within = (rows: readonly number[]) => build(n, 1, (i) => (rows.includes(i) ? i ** 2 : 0));
  const layers = [within(first), within(second)];
  const [[, cell] = []] = minibatchCells(layers, 8, 0);
  expect(cell).toMatchObject({ score: null, pValue: null, tail: null });
  expect(cell?.reasons.score).toBe("no batch in which both representations vary");
  const [x, y] = layers;
  const score = x && y && ckaMinibatch(x, y, { batchSize: 8 });
  expect([score?.score, score?.reasons.score]).toEqual([null, "no batch in which both representations vary"]);
});
