import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wasmEngine } from "../../src/kernels/matrix-engine.js";
import { ckaLeaveOneOut } from "../../src/measures/cka-leave-one-out.js";
import { ckaMap, pairScore } from "../../src/measures/cka-map.js";
import { minibatchCells } from "../../src/measures/minibatch/minibatch-cells.js";
import { build, gaussian } from "../kernels/matrices.js";
import { closeAll } from "../support/close.js";
import { expectMap, hard, memories, pairByPair, related, single, TOLERANCES } from "./map-cases.js";

/** Layers, and how they are computed with all the memory there is. */
const CASES = {
  "a pair": [related(77, [5, 150]), "gram"],
  "a map of wide and narrow layers": [related(60, [3, 20, 150, 5]), "gram"],
  "a map of narrow layers": [related(150, [2, 3, 1, 4]), "features"],
  "a map of a single layer": [related(40, [60]), "gram"],
  "a map of hard layers": [hard(60, 4), "features"],
  "a map of hard layers wider than they are long": [hard(30, 40), "gram"],
  "a pair of hard layers": [hard(60, 6).slice(5), "gram"],
} as const;

describe.each(Object.entries(CASES))("ckaMap of %s", (_, [layers, route]) => {
  const expected = pairByPair(layers);

  test("says of every pair what cka says of it, within any memory that an exact route fits", async () => {
    const plans = [];
    for (const memory of memories(layers, {}))
      plans.push(await expectMap(layers, expected, TOLERANCES.float64, { memory }));
    expect(plans[0]?.route).toBe(route);
    expect(plans.length).toBeGreaterThan(1);
    expect(new Set(plans.map(({ block }) => block?.rows)).size).toBeGreaterThan(1);
  });

  test("in float32 nearly the same", async () => {
    const narrow = layers.map(single);
    const scores = pairByPair(narrow);
    for (const memory of memories(narrow, { precision: "float32" }).filter((_, index) => index % 3 === 0))
      await expectMap(narrow, scores, TOLERANCES.float32, { memory, precision: "float32" });
  });
});

describe.each(["float32", "float64"] as const)("ckaMap with products of %s", (precision) => {
  test.each([
    ["gram", [5, 80, 20]],
    ["features", [3, 2, 4]],
  ])("loses no digit to a mean a thousand times the deviation, by %s", async (route, widths) => {
    const far = related(120, widths, 1000).map(single);
    const plan = await expectMap(far, pairByPair(far), TOLERANCES[precision], { precision });
    expect(plan.route).toBe(route);
  });

  test("loses no digit to it in a pair", async () => {
    const far = related(120, [30, 9], 1000).map(single);
    await expectMap(far, pairByPair(far), TOLERANCES[precision], { precision });
  });

  test.each([4, 5, 6, 7, 8, 9])("is what cka is for few examples, n = %i", async (n) => {
    const layers = [...related(n, [2, 30]), gaussian(n, 1, 3)].map(single);
    await expectMap(layers, pairByPair(layers), TOLERANCES[precision], { precision });
    await expectMap(layers.slice(1), pairByPair(layers.slice(1)), TOLERANCES[precision], { precision });
  });
});

test("ckaMap is what cka is, whatever the numbers of examples, layers and features", async () => {
  const shapes = fc.record({
    n: fc.integer({ min: 4, max: 70 }),
    widths: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
    most: fc.double({ min: 0, max: 1, noNaN: true }),
    offset: fc.constantFrom(0, 10, -1e4),
  });
  const property = fc.asyncProperty(shapes, async ({ n, widths, most, offset }) => {
    const layers = related(n, widths, offset);
    const all = memories(layers, {});
    await expectMap(layers, pairByPair(layers), TOLERANCES.float64, {
      memory: all[Math.floor(most * (all.length - 1))],
    });
  });
  await fc.assert(property, { numRuns: 40 });
});

describe("ckaMap without statistics", () => {
  test.each([
    ["gram", related(50, [3, 90])],
    ["features", related(300, [3, 4])],
    ["features", related(300, [3, 4, 2])],
  ])("gives the scores alone, from %s", async (route, layers) => {
    const scores = pairByPair(layers);
    const { cells, plan } = await ckaMap(layers, { statistics: false });
    expect(plan.route).toBe(route);
    for (const [k, row] of cells.entries())
      for (const [l, { score, reasons, ...others }] of row.entries()) {
        expect(Math.abs(Number(score) - Number(scores[k]?.[l]?.score))).toBeLessThan(1e-9);
        expect(others).toMatchObject({ chance: 0, threshold: null, pValue: null, interval: null, tail: null });
        expect(reasons.interval).toBe("scores alone were asked for");
      }
  });

  test("gives them of layers that cka has to look at, too", async () => {
    const layers = hard(60, 4);
    const scores = pairByPair(layers);
    const { cells } = await ckaMap(layers, { statistics: false });
    for (const [k, row] of cells.entries())
      for (const [l, { score, pValue }] of row.entries()) {
        expect(Math.abs(Number(score) - Number(scores[k]?.[l]?.score))).toBeLessThan(1e-9);
        expect(pValue).toBeNull();
      }
  });
});

describe("ckaMap of scores and what they would be without each example", () => {
  test.each([
    ["gram", related(50, [3, 90])],
    ["gram", related(50, [30, 40, 20])],
    ["features", related(300, [3, 4, 2])],
    ["features", [...related(300, [3, 4]), build(300, 2, () => 1), ...hard(300, 2)]],
  ])("is what ckaLeaveOneOut gives of every two, from %s", async (route, layers) => {
    const { cells, plan } = await ckaMap(layers, { statistics: false, leaveOneOut: true });
    expect(plan.route).toBe(route);
    for (const [k, x] of layers.entries())
      for (const [l, y] of layers.entries()) {
        const { score, leaveOneOut, tail, pValue } = cells[k]?.[l] ?? expect.fail("no cell");
        const expected = ckaLeaveOneOut(x, y);
        expect([tail, pValue, score === null]).toEqual([null, null, expected.score === null]);
        closeAll([Number(score)], [Number(expected.score)], 1e-9);
        closeAll(leaveOneOut ?? [], expected.leaveOneOut ?? [], 1e-9);
      }
  });
});

describe("ckaMap of constant layers", () => {
  const constant = build(60, 2, () => 0.1);

  test.each(["float32", "float64"] as const)("is null with the reason, in %s", async (precision) => {
    for (const layers of [
      [...related(60, [3]), constant],
      [constant, ...related(60, [3, 4]), build(60, 3, (_, j) => j)],
      [constant, constant],
      [constant, ...related(60, [3, 4])].map(single),
    ])
      await expectMap(layers, pairByPair(layers), TOLERANCES[precision], { precision });
  });
});

test("ckaMap of layers of which one example alone differs, or all are equally far apart, is null as cka is", async () => {
  const layers = [build(16, 3, (i, j) => (i === 3 ? j + 1 : 0)), build(16, 16, (i, j) => Number(i === j))];
  const all = [...layers, ...related(16, [3])];
  await expectMap(all, pairByPair(all), TOLERANCES.float64, {});
  await expectMap(layers, pairByPair(layers), TOLERANCES.float64, {});
});

test.each([1e-300, 1e300])("ckaMap takes numbers of %d", async (factor) => {
  const [plain, sized] = [1, factor].map((by) =>
    related(60, [3, 5, 4]).map((x) => build(60, x.columns, (i, j) => by * (x.data[i * x.columns + j] ?? 0))),
  );
  await expectMap(sized ?? [], pairByPair(plain ?? []), TOLERANCES.float64, {});
});

test.each([1e-30, 1e30])("ckaMap takes float32 numbers of %d", async (factor) => {
  const sized = related(60, [3, 5, 4]).map((x) => single({ ...x, data: x.data.map((value) => factor * value) }));
  await expectMap(sized, pairByPair(sized), TOLERANCES.float32, { precision: "float32" });
});

test("ckaMap in float32 takes layers of float64, whatever their mean and size", async () => {
  const [plain, far] = [related(60, [3, 5, 4]), related(60, [3, 5, 4], 1e6)];
  const huge = plain.map((x) => ({ ...x, data: x.data.map((value) => 1e200 * value) }));
  for (const layers of [far, huge])
    await expectMap(layers, pairByPair(layers), TOLERANCES.float32, { precision: "float32" });
});

describe("ckaMap", () => {
  test("leaves its layers as they were", async () => {
    for (const layers of [related(30, [3, 8]), related(150, [2, 3, 1])]) {
      const before = structuredClone(layers);
      await ckaMap(layers);
      expect(layers).toEqual(before);
    }
  });

  test("says what multiplied", async () => {
    const other = { ...wasmEngine, names: { float32: "single", float64: "another" } };
    expect((await ckaMap(related(30, [3, 8]))).plan.engine).toBe("WebAssembly");
    expect((await ckaMap(related(30, [3, 8]), { engine: other })).plan.engine).toBe("another");
  });

  test.each([
    ["gram", related(60, [3, 80]), {}],
    ["features", related(150, [2, 3, 1]), {}],
    ["features", related(300, [2, 3]), { statistics: false }],
    ["minibatch", related(200, [3, 4]), { memory: 20_000 }],
  ])("stops before a block of work, by %s", async (route, layers, options) => {
    const { plan } = await ckaMap(layers, options);
    expect(plan.route).toBe(route);
    let blocks = 0;
    const onBlock = () => {
      blocks++;
      if (blocks === 2) throw new Error("enough");
    };
    await expect(ckaMap(layers, { ...options, onBlock })).rejects.toThrow("enough");
    expect(blocks).toBe(2);
  });

  test("sums over minibatches where no exact route fits, and says so", async () => {
    const layers = related(200, [3, 4]);
    const { cells, plan } = await ckaMap(layers, { memory: 20_000, seed: 5 });
    expect(plan).toMatchObject({ route: "minibatch", precision: "float64", block: null, engine: "WebAssembly" });
    expect(cells).toEqual(minibatchCells(layers, plan.batch ?? 0, 5));
  });

  test("names the layer that it cannot take", async () => {
    await expect(ckaMap([gaussian(8, 2, 1), gaussian(7, 2, 1)])).rejects.toThrow(
      "ckaMap: x has 8 examples and y has 7",
    );
    const spoiled = build(8, 2, (i) => (i === 3 ? Number.NaN : i));
    await expect(ckaMap([gaussian(8, 2, 1), spoiled])).rejects.toThrow("ckaMap: layers[1] is NaN at row 3, column 0");
    await expect(ckaMap([gaussian(3, 2, 1)])).rejects.toThrow("ckaMap: layers[0] has 3 examples, expected at least 4");
  });

  test("of no layers is empty", async () => {
    expect((await ckaMap([])).cells).toEqual([]);
  });

  test("rejects with a RangeError where the memory is too small", async () => {
    await expect(ckaMap(related(60, [3, 80]), { memory: 1000 })).rejects.toThrow(RangeError);
  });
});

describe("pairScore", () => {
  test("is the first cell beside the diagonal, as a measure gives it", async () => {
    const map = await ckaMap(related(30, [3, 8]));
    const { tail, ...score } = map.cells[0]?.[1] ?? expect.fail("there is no cell");
    expect(pairScore(map)).toEqual(score);
    expect(typeof tail).toBe("number");
  });

  test("needs two layers", async () => {
    const alone = await ckaMap(related(30, [3]));
    expect(() => pairScore(alone)).toThrow(RangeError);
  });
});
