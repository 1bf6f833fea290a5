import { describe, expect, test } from "vitest";
import { wasmEngine } from "../../../src/kernels/matrix-engine.js";
import { emptyRows } from "../../../src/measures/ucentred/alignments.js";
import { gramRoute } from "../../../src/measures/ucentred/gram-route.js";
import { type LayerRows, layerRows } from "../../../src/measures/ucentred/layer-rows.js";
import { sampledRounding } from "../../../src/measures/ucentred/sampled-rounding.js";
import { gaussian } from "../../kernels/matrices.js";

const N = 700;
const layer = (precision: "float32" | "float64"): LayerRows => {
  const x = gaussian(N, 20, 1);
  return layerRows({ ...x, data: Float32Array.from(x.data) }, precision) ?? expect.fail("a constant layer");
};

describe("sampledRounding", () => {
  const single = layer("float32");

  test("is nothing of rows that float64 gives", async () => {
    const { parts } = await gramRoute(wasmEngine, [layer("float64")], { rows: N, columns: N }, "rows", () => {});
    expect(sampledRounding(single, parts?.rows(0, 0) ?? emptyRows(N, 1)(0, 0))).toBeLessThan(1e-9);
  });

  test("is what all rows are wrong by, and more where they are so by different shares", async () => {
    const { parts } = await gramRoute(wasmEngine, [layer("float64")], { rows: N, columns: N }, "rows", () => {});
    const rows = parts?.rows(0, 0) ?? expect.fail("no rows");
    expect(
      sampledRounding(
        single,
        rows.map((row) => row * (1 + 1e-5)),
      ),
    ).toBeCloseTo(1e-5, 10);
    const spread = sampledRounding(
      single,
      rows.map((row, i) => row * (1 + (i % 2 ? 1e-5 : -1e-5))),
    );
    expect(spread).toBeGreaterThan(3e-6);
    expect(spread).toBeLessThan(1e-5);
  });

  test("looks at the rows that most of the sum is of", async () => {
    const { parts } = await gramRoute(wasmEngine, [layer("float64")], { rows: N, columns: N }, "rows", () => {});
    const rows = parts?.rows(0, 0) ?? expect.fail("no rows");
    // Told to be nearly all of the sum, though in truth it is as others are.
    expect(
      sampledRounding(
        single,
        rows.map((row, i) => (i === 400 ? row * 1e5 : row)),
      ),
    ).toBeGreaterThan(1e4);
  });

  test("is no number where there is no sum", () => {
    expect(sampledRounding(single, new Float64Array(N))).toBeNaN();
  });
});
