import { describe, expect, test } from "vitest";
import { wasmEngine } from "../../../src/kernels/matrix-engine.js";
import { gramRoute, isMirrored, sumsOfBlocks, tracesOf } from "../../../src/measures/ucentred/gram-route.js";
import type { Precision } from "../../../src/measures/ucentred/layer-rows.js";
import { closeAll } from "../../support/close.js";
import { expectAlignments, layersOf, preparedOf } from "./routes.js";

const nothing = () => {};
const BLOCKS = [
  [37, 37],
  [16, 16],
  [100, 100],
  [1, 1],
  [36, 36],
  [5, 9],
  [16, 100],
  [128, 3],
].map(([rows = 0, columns = 0]) => ({ rows, columns }));

describe.each([[[3, 50]], [[6]], [[2, 5, 60]], [[1, 1, 4, 9]]])("gramRoute of widths %j", (widths) => {
  const layers = layersOf(37, widths);
  // Blocks that stand for their mirror images are square.
  const blocksOf = (precision: Precision) =>
    BLOCKS.filter(({ rows, columns }) => rows === columns || !isMirrored(widths.length, precision));

  test.each(blocksOf("float64"))("sums the entries of A in blocks of $rows × $columns", async (block) => {
    const found = await gramRoute(wasmEngine, preparedOf(layers, "float64"), block, "statistics", nothing);
    expectAlignments(found, layers, 1e-11);
  });

  test.each(blocksOf("float32"))("does so in float32, in blocks of $rows × $columns", async (block) => {
    const narrow = await gramRoute(wasmEngine, preparedOf(layers, "float32"), block, "statistics", nothing);
    expectAlignments(narrow, layers, 2e-6);
  });

  test("leaves sums of third order out where they are not asked for", async () => {
    const found = await gramRoute(wasmEngine, preparedOf(layers, "float64"), { rows: 8, columns: 8 }, "rows", nothing);
    expect(found.parts?.thirds).toBeNull();
    expectAlignments(found, layers, 1e-11);
  });

  test.each(BLOCKS)(
    "leaves statistics out where they are not asked for, in blocks of $rows × $columns",
    async (block) => {
      for (const [precision, tolerance] of [
        ["float64", 1e-11],
        ["float32", 2e-6],
      ] as const) {
        const found = await gramRoute(wasmEngine, preparedOf(layers, precision), block, "scores", nothing);
        expect(found.parts).toBeNull();
        expectAlignments(found, layers, tolerance);
      }
    },
  );
});

test("gramRoute of no layers is empty", async () => {
  const found = await gramRoute(wasmEngine, [], { rows: 8, columns: 8 }, "statistics", nothing);
  expect(found.parts?.thirds?.cubes).toHaveLength(0);
});

describe("blocks of work", () => {
  const count = async (precision: Precision, widths: readonly number[], rows: number, columns: number) => {
    let blocks = 0;
    const layers = preparedOf(layersOf(37, widths), precision);
    await sumsOfBlocks(wasmEngine, layers, { rows, columns }, () => void blocks++);
    return blocks;
  };

  test("lie on the diagonal and on one side of it, but for more than two layers of float32", async () => {
    for (const precision of ["float32", "float64"] as const) expect(await count(precision, [3, 4], 10, 10)).toBe(10);
    expect(await count("float64", [3, 4, 5], 10, 10)).toBe(10);
    expect(await count("float32", [3, 4, 5], 10, 10)).toBe(16);
    expect(await count("float32", [3, 4, 5], 10, 37)).toBe(4);
  });

  test("lie there for scores alone, of whatever precision and number of layers", async () => {
    for (const precision of ["float32", "float64"] as const) {
      let blocks = 0;
      const layers = preparedOf(layersOf(37, [3, 4, 5]), precision);
      await gramRoute(wasmEngine, layers, { rows: 10, columns: 37 }, "scores", () => void blocks++);
      expect(blocks).toBe(7);
    }
  });

  test("of traces are one a layer", async () => {
    let blocks = 0;
    const layers = preparedOf(layersOf(37, [3, 4, 5]), "float64");
    const { rows } = await sumsOfBlocks(wasmEngine, layers, { rows: 37, columns: 37 }, nothing);
    await tracesOf(wasmEngine, layers, rows, () => void blocks++);
    expect(blocks).toBe(3);
  });
});

test("sumsOfBlocks of a pair are those of the same two among three", async () => {
  const layers = preparedOf(layersOf(37, [3, 4, 5]), "float64");
  const pair = await sumsOfBlocks(wasmEngine, layers.slice(0, 2), { rows: 10, columns: 10 }, nothing);
  const map = await sumsOfBlocks(wasmEngine, layers, { rows: 10, columns: 10 }, nothing);
  for (const [k, l] of [
    [0, 0],
    [0, 1],
    [1, 1],
  ] as const)
    closeAll(pair.rows(k, l), map.rows(k, l), 1e-13);
  closeAll(pair.cubes, map.cubes.subarray(0, 2), 1e-13);
});
