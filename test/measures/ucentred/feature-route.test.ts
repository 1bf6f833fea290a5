import { describe, expect, test } from "vitest";
import { wasmEngine } from "../../../src/kernels/matrix-engine.js";
import { featureRoute, featureScores } from "../../../src/measures/ucentred/feature-route.js";
import { expectAlignments, layersOf, preparedOf } from "./routes.js";

const nothing = () => {};

describe.each([
  [37, [3, 50]],
  [37, [6]],
  [60, [2, 5, 3]],
  [9, [1, 20, 4]],
])("featureRoute of n = %i, widths %j", (n, widths) => {
  const layers = layersOf(n, widths);

  test.each([
    { rows: n, columns: n },
    { rows: 7, columns: 7 },
    { rows: 4, columns: n },
  ])("is what the entries of A sum to, blocks of $rows × $columns", async (block) => {
    expectAlignments(
      await featureRoute(wasmEngine, preparedOf(layers, "float64"), block, "statistics", nothing),
      layers,
      1e-11,
    );
    expectAlignments(
      await featureRoute(wasmEngine, preparedOf(layers, "float32"), block, "statistics", nothing),
      layers,
      2e-6,
    );
  });

  test("looks at no entry where sums of third order are not wanted", async () => {
    let blocks = 0;
    const [layer, block] = [preparedOf(layers, "float64"), { rows: n, columns: n }];
    const found = await featureRoute(wasmEngine, layer, block, "rows", () => void blocks++);
    expect([found.parts?.thirds, blocks]).toEqual([null, (widths.length * (widths.length + 1)) / 2]);
    expectAlignments(found, layers, 1e-11);
  });

  test("gives inner products alone for less", async () => {
    let blocks = 0;
    const found = await featureScores(wasmEngine, preparedOf(layers, "float64"), () => void blocks++);
    expect(found.parts).toBeNull();
    expect(blocks).toBe((widths.length * (widths.length + 1)) / 2);
    expectAlignments(found, layers, 1e-11);
    expectAlignments(await featureScores(wasmEngine, preparedOf(layers, "float32"), nothing), layers, 2e-6);
  });
});

test("featureRoute looks up before every pair, every block and every trace", async () => {
  let blocks = 0;
  const layers = preparedOf(layersOf(40, [2, 3]), "float64");
  await featureRoute(wasmEngine, layers, { rows: 20, columns: 20 }, "statistics", () => void blocks++);
  expect(blocks).toBe(3 + 2 * 3 + 2);
});
