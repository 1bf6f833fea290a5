import { expect, test } from "vitest";
import { wasmEngine } from "../../../src/kernels/matrix-engine.js";
import { cka } from "../../../src/measures/cka.js";
import { ckaMap } from "../../../src/measures/cka-map.js";
import { planWarning } from "../../../src/measures/cka-plan.js";
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
    if (length >= 20) expect(plan.why).toMatch(/in float64, as a few examples are so long, or/);
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

test("where float64 does not fit the memory, the plan warns of what float32 loses", async () => {
  const layers = pairWith(200);
  const { plan } = await ckaMap(layers, { engine: wasmEngine, precision: "float32", memory: 800_000 });
  expect(plan).toMatchObject({ precision: "float32", route: "gram" });
  expect(planWarning("x", plan)).toMatch(/^x has lost digits: a few examples are so long, .* float64 does not fit/);
});
