import { describe, expect, test } from "vitest";
import type { Matrix } from "../../../src/kernels/matrix.js";
import { type MatrixEngine, wasmEngine } from "../../../src/kernels/matrix-engine.js";
import { type LayerRows, layerRows } from "../../../src/measures/ucentred/layer-rows.js";
import { sampledRounding } from "../../../src/measures/ucentred/sampled-rounding.js";
import { at, build, gaussian } from "../../kernels/matrices.js";

const N = 700;
const single = (x: Matrix): LayerRows =>
  layerRows({ ...x, data: Float32Array.from(x.data) }, "float32") ?? expect.fail("a constant layer");
const layers = [single(gaussian(N, 20, 1)), single(gaussian(N, 8, 2))];

/** The kernels, but for what sums are wrong by: a share for each place among those that are looked at. */
function wrongBy(share: (place: number) => number): MatrixEngine {
  return {
    ...wasmEngine,
    async products(rows, columns) {
      const products = await wasmEngine.products(rows, columns);
      return { ...products, data: products.data.map((value, k) => value * (1 + share(k % products.columns))) };
    },
  };
}

describe("sampledRounding", () => {
  test.each([N, 256])("is nothing of an engine that adds in float64, in columns of %i", async (width) => {
    expect(await sampledRounding(wasmEngine, layers, width)).toEqual([0, 0]);
  });

  test("is what all rows are wrong by, of every layer", async () => {
    for (const error of await sampledRounding(
      wrongBy(() => 1e-5),
      layers,
      256,
    )) {
      expect(error).toBeGreaterThan(0.99e-5);
      expect(error).toBeLessThan(1.5e-5);
    }
  });

  test("is twice the standard error of what goes out on average", async () => {
    const [error = 0] = await sampledRounding(
      wrongBy((place) => (place % 2 ? 1e-5 : -1e-5)),
      layers,
      N,
    );
    expect(error).toBeGreaterThan(4e-6);
    expect(error).toBeLessThan(7e-6);
  });

  test("looks at each example as often as its share of all squared lengths", async () => {
    const x = gaussian(N, 20, 3);
    const [long, seen] = [single(build(N, 20, (i, j) => at(x, i, j) * (i === 400 ? 1000 : 1))), new Set<string>()];
    const engine: MatrixEngine = {
      ...wasmEngine,
      products(rows, columns) {
        for (const { x: some } of rows)
          for (let i = 0; i < some.rows; i++) seen.add(some.data.slice(20 * i, 20 * (i + 1)).join());
        return wasmEngine.products(rows, columns);
      },
    };
    await sampledRounding(engine, [long], N);
    expect([...seen]).toEqual([long.block(400, 1).x.data.join()]);
  });
});
