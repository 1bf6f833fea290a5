import { afterAll, describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { wasmEngine } from "../../src/kernels/matrix-engine.js";
import { onnxMatrixEngine } from "../../src/runtime/onnx-matrix-engine.js";
import { naiveEntries, shared, single, someBlock } from "../kernels/blocks.js";
import { at, gaussian } from "../kernels/matrices.js";
import {
  expectMap,
  hard,
  memories,
  pairByPair,
  related,
  single as singleLayer,
  TOLERANCES,
} from "../measures/map-cases.js";
import { closeAll } from "../support/close.js";

const engine = onnxMatrixEngine(1);
afterAll(() => engine.close());

/** Float32 in memory of its own, and in memory that threads share. */
const FORMS = { "its own": single, shared };

const total = (values: Float64Array, power: number) => values.reduce((sum, value) => sum + Math.abs(value) ** power, 0);

// Groups of 2000 examples are summed in float32; 1, 2 and 3 of them.
describe.each(Object.entries(FORMS))("examples of float32 in memory %s", (_, form) => {
  test.each([
    [1, 1, 1],
    [30, 8, 3],
    [2000, 4, 7],
    [2001, 5, 4],
    [4100, 12, 2],
  ])("crossProduct and rowForms of n = %i, p = %i, q = %i are the kernels'", async (n, p, q) => {
    const [x, y, c] = [someBlock(n, p, 1), someBlock(n, q, 2), gaussian(p, q, 3)];
    const found = await engine.crossProduct(form(x), form(y));
    const expected = await wasmEngine.crossProduct(x, y);
    expect([found.rows, found.columns]).toEqual([p, q]);
    expect(found.data).toBeInstanceOf(Float64Array);
    closeAll([...found.data, n], [...expected.data, n], 2e-6);
    closeAll(await engine.rowForms(form(x), c, form(y)), await wasmEngine.rowForms(x, c, y), 2e-6);
  });

  // From parts of the features where there are four of one width, else as a whole.
  test.each([
    [30, 1],
    [30, 4],
    [2500, 6],
    [2500, 8],
    [4100, 12],
  ])("scatter of n = %i, p = %i is the kernels', and symmetric to the bit", async (n, p) => {
    const x = someBlock(n, p, 1);
    const found = await engine.scatter(form(x));
    closeAll(found.data, (await wasmEngine.scatter(x)).data, 2e-6);
    for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) expect(at(found, i, j)).toBe(at(found, j, i));
  });

  test.each([
    [1, 3],
    [512, 4],
    [700, 9],
  ])("upperGram of %i × %i is the kernels', as far as it goes", async (n, p) => {
    const { x } = someBlock(n, p, 1);
    const found = await engine.upperGram(form({ ...someBlock(n, p, 1) }).x);
    expect([found.rows, found.columns]).toEqual([n, n]);
    const upper = ({ data }: Matrix) => Array.from(data).filter((_, at) => at % n >= Math.floor(at / n));
    closeAll(upper(found), upper(await wasmEngine.upperGram(x)), 2e-6);
  });

  test.each([
    [[3], 1, 9],
    [[2, 5, 1, 30], 40, 7],
    [[4, 4, 4], 130, 200],
    [[3, 9], 1, 1],
    [[3, 9], 40, 7],
    [[3, 9], 130, 130],
  ])("alignments of widths %j, %i × %i are the kernels'", async (widths, R, C) => {
    const [rows, columns] = [widths.map((p, k) => someBlock(R, p, k)), widths.map((p, k) => someBlock(C, p, 9 + k))];
    const isPair = widths.length === 2;
    const found = await engine.alignments(rows.map(form), columns.map(form), isPair);
    const expected = await wasmEngine.alignments(rows, columns, isPair);
    for (const side of ["rows", "columns"] as const) {
      expect([found[side]?.rows, found[side]?.columns]).toEqual([expected[side]?.rows, expected[side]?.columns]);
      closeAll(found[side]?.data ?? [], expected[side]?.data ?? [], 3e-6);
    }
    const products = await engine.products(rows.map(form), columns.map(form));
    closeAll(products.data, (await wasmEngine.products(rows, columns)).data, 3e-6);
    for (const [k, row] of rows.entries()) {
      const size = total(naiveEntries(row, columns[k] ?? row).data, 3);
      closeAll([Number(found.cubes[k]), size], [Number(expected.cubes[k]), size], 3e-6);
    }
  });

  test("mirrored alignments of more than two layers are left to the kernels", async () => {
    const layers = [3, 9, 2].map((p) => form(someBlock(20, p, p)));
    expect(await engine.alignments(layers, layers, true)).toEqual(await wasmEngine.alignments(layers, layers, true));
  });

  test.each([
    [12, 9],
    [12, 10],
    [300, 7],
    [40, 200],
    [4100, 20],
  ])("cubeTrace of %i × %i is the kernels'", async (n, p) => {
    const x = someBlock(n, p, 1);
    const expected = await wasmEngine.cubeTrace(x);
    closeAll([await engine.cubeTrace(form(x))], [expected], 1e-5);
  });
});

test("products of float64 are left to the kernels", async () => {
  const [x, y, c] = [someBlock(9, 4, 1), someBlock(9, 3, 2), gaussian(4, 3, 3)];
  expect(await engine.crossProduct(x, y)).toEqual(await wasmEngine.crossProduct(x, y));
  expect(await engine.scatter(x)).toEqual(await wasmEngine.scatter(x));
  expect(await engine.upperGram(x.x)).toEqual(await wasmEngine.upperGram(x.x));
  expect(await engine.rowForms(x, c, y)).toEqual(await wasmEngine.rowForms(x, c, y));
  for (const layers of [[x], [x, y]])
    expect(await engine.alignments(layers, layers, true)).toEqual(await wasmEngine.alignments(layers, layers, true));
  expect(await engine.products([x, y], [x, y])).toEqual(await wasmEngine.products([x, y], [x, y]));
  expect(await engine.cubeTrace(x)).toBe(await wasmEngine.cubeTrace(x));
});

test("the engine says what multiplies", () =>
  expect(engine.names).toEqual({ float32: "ONNX Runtime", float64: "WebAssembly" }));

/** Maps whose every cell must be what `cka` says, whatever the memory; the hard ones are those of the map's own tests. */
const MAPS: Readonly<Record<string, readonly Matrix[]>> = {
  "a pair": related(77, [5, 150]),
  "wide and narrow layers": related(60, [3, 20, 150, 5]),
  "narrow layers": related(150, [2, 3, 1, 4]),
  "layers with a mean a thousand times the deviation": related(120, [5, 80, 20], 1000),
  "a pair with a mean a thousand times the deviation": related(120, [30, 9], 1000),
  "narrow layers with a mean a thousand times the deviation": related(150, [2, 3, 4], 1000),
  "hard layers": hard(60, 4),
  "hard layers wider than they are long": hard(30, 40),
  "layers so wide that little but the diagonal is left": related(40, [1000, 2500, 4000]),
  "eight examples": related(8, [2, 30, 3]),
};

describe.each(Object.entries(MAPS))("ckaMap by ONNX Runtime, of %s", (_, layers) => {
  const narrow = layers.map(singleLayer);
  const expected = pairByPair(narrow);

  test("is nearly what cka is, within any memory", async () => {
    const all = memories(narrow, { precision: "float32" });
    const some = all.filter((_, index) => index % 4 === 0 || index === all.length - 1);
    for (const memory of some) {
      const plan = await expectMap(narrow, expected, TOLERANCES.float32, { engine, memory, precision: "float32" });
      expect(plan).toMatchObject({ engine: engine.names[plan.precision] });
    }
    expect(some.length).toBeGreaterThan(0);
  });

  test("is what cka is in float64", async () => {
    await expectMap(narrow, expected, TOLERANCES.float64, { engine });
  });
});

test.each([1e-30, 1e-15, 1e15, 1e30])("ckaMap by ONNX Runtime takes float32 numbers of %d", async (factor) => {
  for (const widths of [
    [3, 90],
    [3, 5, 4],
    [50, 90, 120],
  ]) {
    const sized = related(60, widths).map((x) => singleLayer({ ...x, data: x.data.map((value) => factor * value) }));
    await expectMap(sized, pairByPair(sized), TOLERANCES.float32, { engine, precision: "float32" });
  }
});
