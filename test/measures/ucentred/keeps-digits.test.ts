import { afterAll, describe, expect, test } from "vitest";
import type { Matrix } from "../../../src/kernels/matrix.js";
import { wasmEngine } from "../../../src/kernels/matrix-engine.js";
import { cka } from "../../../src/measures/cka.js";
import { ckaMap } from "../../../src/measures/cka-map.js";
import { exactPlan, planWarning } from "../../../src/measures/cka-plan.js";
import { onnxMatrixEngine } from "../../../src/runtime/onnx-matrix-engine.js";
import { at, build, gaussian } from "../../kernels/matrices.js";

const N = 400;
const common = gaussian(N, 5, 9);

/** Two related layers of float32, one example `length` times as long in both. */
function pairWith(length: number) {
  return [80, 50].map((p, k) => {
    const own = gaussian(N, p, k);
    const x = build(N, p, (i, j) => (i === 7 ? length : 1) * (at(own, i, j) + 2 * at(common, i, j % 5)));
    return { ...x, data: Float32Array.from(x.data) };
  });
}

test.each([1, 5, 20, 50, 120, 200, 1000])("one example %d times as long costs no digits", async (length) => {
  const [x, y] = pairWith(length);
  if (x === undefined || y === undefined) throw new Error("two layers");
  const engine = onnxMatrixEngine(1);
  const expected = cka(x, y);
  for (const layers of [
    [x, y],
    [x, y, x],
  ]) {
    const { cells, plan } = await ckaMap(layers, { engine, precision: "float32" });
    const cell = cells[0]?.[1];
    expect(Math.abs((cell?.score ?? Number.NaN) - (expected.score ?? 0))).toBeLessThan(1e-6);
    for (const end of [0, 1])
      expect(Math.abs((cell?.interval?.[end] ?? Number.NaN) - (expected.interval?.[end] ?? 0))).toBeLessThan(1e-5);
    expect(plan.precision).toBe(length < 20 ? "float32" : "float64");
    expect(plan.engine).toBe(engine.names[plan.precision]);
    if (length >= 20) expect(plan.why).toMatch(/in float64, as a few examples are so long, many so alike, or/);
  }
  await engine.close();
});

test.each([wasmEngine, onnxMatrixEngine(1)])(
  "features of which every example has one of its own cost no digits",
  async (engine) => {
    const n = 600;
    const shared = gaussian(n, 4, 1);
    const own = build(n, 5000, (i, j) => Number(j === (7 * i) % 5000) + (j < 64 ? 0.0225 * at(shared, i, j % 4) : 0));
    const [x, y] = [own, shared].map((layer) => ({ ...layer, data: Float32Array.from(layer.data) }));
    if (x === undefined || y === undefined) throw new Error("two layers");
    for (const statistics of [true, false]) {
      const { cells, plan } = await ckaMap([x, y], { engine, precision: "float32", statistics });
      expect(Math.abs((cells[0]?.[1]?.score ?? Number.NaN) - (cka(x, y).score ?? 0))).toBeLessThan(1e-6);
      expect(plan.precision).toBe("float64");
    }
  },
);

/** A layer of float32 that is dead for all examples but some, related to others of its kind. */
function deadBut(alive: number, p: number, seed: number): Matrix {
  const [own, n] = [gaussian(1000, p, seed), 1000];
  const relu = (i: number, j: number) => Math.max(0, at(own, i, j) + 2 * at(common, i % N, j % 5));
  return { rows: n, columns: p, data: Float32Array.from(build(n, p, (i, j) => (i < alive ? relu(i, j) : 0)).data) };
}

/** Examples at a few points, in turn. */
function inClusters(points: number, p: number, seed: number): Matrix {
  const centres = gaussian(points, p, seed);
  const data = Float32Array.from(build(1000, p, (i, j) => at(centres, i % points, j)).data);
  return { rows: 1000, columns: p, data };
}

/** The same examples, each with a feature of its own, of any size: no two are of one length. */
function withOwn(x: Matrix): Matrix {
  const [{ rows: n, columns: p }, sizes] = [x, gaussian(x.rows, 1, 7)];
  const value = (i: number, j: number) => (j < p ? at(x, i, j) : j === p + i ? 3 * at(sizes, i, 0) : 0);
  return { rows: n, columns: p + n, data: Float32Array.from(build(n, p + n, value).data) };
}

describe("examples that are alike cost no digits", () => {
  const engine = onnxMatrixEngine(1);
  afterAll(() => engine.close());

  test.each<[string, (p: number, seed: number) => Matrix]>([
    ["12 alive", (p, seed) => deadBut(12, p, seed)],
    ["200 alive", (p, seed) => deadBut(200, p, seed)],
    ["three points", (p, seed) => inClusters(3, p, seed)],
    ["ten points", (p, seed) => inClusters(10, p, seed)],
    ["three points, and a feature of each one's own", (p, seed) => withOwn(inClusters(3, p, seed))],
  ])("%s", async (_, make) => {
    const [x, y] = [make(256, 1), make(500, 2)];
    const expected = cka(x, y);
    for (const layers of [
      [x, y],
      [x, y, x, y],
    ])
      for (const statistics of [true, false]) {
        const { cells } = await ckaMap(layers, { engine, precision: "float32", statistics });
        const { score, interval } = cells[0]?.[1] ?? expect.fail("no cell");
        expect(Math.abs(Number(score) - Number(expected.score))).toBeLessThan(1e-6);
        if (statistics)
          for (const end of [0, 1])
            expect(Math.abs(Number(interval?.[end]) - Number(expected.interval?.[end]))).toBeLessThan(1e-5);
      }
  });
});

test("where float64 does not fit the memory, the plan warns of what float32 loses, unless every pair is looked at alone", async () => {
  const engine = onnxMatrixEngine(1);
  const [n, widths] = [1000, [80, 50]];
  const memory = [1e6, 2e6, 3e6, 4e6, 5e6].find((bytes) =>
    exactPlan({ n, widths }, { memory: bytes, precision: "float32" }),
  );
  expect(exactPlan({ n, widths }, { memory, precision: "float64" })).toBeNull();
  const { plan } = await ckaMap([deadBut(12, 80, 1), deadBut(12, 50, 2)], { engine, precision: "float32", memory });
  expect(plan).toMatchObject({ precision: "float32", route: "gram" });
  expect(planWarning("x", plan)).toMatch(/^x has lost digits: a few examples are so long, .* float64 does not fit/);
  const { plan: alone } = await ckaMap(pairWith(200), { engine, precision: "float32", memory: 800_000 });
  expect(alone.precision).toBe("float32");
  expect(planWarning("x", alone)).toMatch(/^x took \S+ MB where 800 kB are allowed: pairs whose sums/);
  await engine.close();
});
