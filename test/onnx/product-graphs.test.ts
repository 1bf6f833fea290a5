import { describe, expect, test } from "vitest";
import { cubeTrace, shiftedCube } from "../../src/kernels/cube-trace.js";
import { matrixModel } from "../../src/onnx/matrix-graph.js";
import {
  CENTRED_INPUTS,
  crossProductGraph,
  entryCubeGraph,
  featureCubeGraph,
  rowFormsGraph,
  rowProductsGraph,
  scatterGraph,
  upperParts,
} from "../../src/onnx/product-graphs.js";
import { naiveAbout, someBlock } from "../kernels/blocks.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "../kernels/matrices.js";
import { close, closeAll } from "../support/close.js";
import { type Fed, runModel } from "./run-model.js";

const fed = (rows: number, columns: number, values: ArrayLike<number>): Fed => ({
  dims: [rows, columns],
  data: Float32Array.from(values),
});

const [x, y] = [someBlock(9, 8, 1), someBlock(9, 3, 2)];

function centredFeeds(name: string, { x: { rows, columns, data }, centre, residual, scale }: typeof x) {
  const of: Record<(typeof CENTRED_INPUTS)[number], Fed> = {
    examples: fed(rows, columns, data),
    centre: fed(1, columns, centre),
    residual: fed(1, columns, residual),
    root: fed(1, 1, [Math.sqrt(scale)]),
  };
  return Object.fromEntries(CENTRED_INPUTS.map((input) => [`${name}.${input}`, of[input]]));
}

test("crossProductGraph multiplies examples about their means", async () => {
  const found = await runModel(matrixModel(crossProductGraph), { ...centredFeeds("x", x), ...centredFeeds("y", y) });
  expect(found.product?.dims).toEqual([8, 3]);
  closeAll(found.product?.data ?? [], naiveProduct(naiveTransposed(naiveAbout(x)), naiveAbout(y)).data, 2e-6);
});

test.each([1, 4, 8])("scatterGraph makes the blocks on and above the diagonal, of %i parts", async (parts) => {
  const found = await runModel(matrixModel(scatterGraph(parts)), centredFeeds("x", x));
  const whole = naiveProduct(naiveTransposed(naiveAbout(x)), naiveAbout(x));
  expect(Object.keys(found)).toHaveLength((parts * (parts + 1)) / 2);
  const width = 8 / parts;
  for (const [top, left] of upperParts(parts)) {
    const expected = build(width, width, (i, j) => at(whole, top * width + i, left * width + j));
    closeAll(found[`product.${top}.${left}`]?.data ?? [], expected.data, 1e-5);
  }
});

test("upperParts are every block with i ≤ j once", () => {
  expect(upperParts(4).map(([i, j]) => `${i}${j}`)).toEqual("00 01 02 03 11 12 13 22 23 33".split(" "));
  expect(upperParts(1)).toEqual([[0, 0]]);
});

test("rowProductsGraph multiplies every row of one by every row of the other", async () => {
  const [a, b] = [gaussian(5, 3, 1), gaussian(4, 3, 2)];
  const found = await runModel(matrixModel(rowProductsGraph), { x: fed(5, 3, a.data), y: fed(4, 3, b.data) });
  closeAll(found.product?.data ?? [], naiveProduct(a, naiveTransposed(b)).data, 2e-6);
});

test("rowFormsGraph gives xc_i'C yc_i", async () => {
  const c = gaussian(8, 3, 4);
  const feeds = { ...centredFeeds("x", x), ...centredFeeds("y", y), c: fed(8, 3, c.data) };
  const { forms } = await runModel(matrixModel(rowFormsGraph), feeds);
  const [turned, other] = [naiveProduct(naiveAbout(x), c), naiveAbout(y)];
  const expected = Array.from({ length: 9 }, (_, i) =>
    [0, 1, 2].reduce((s, j) => s + at(turned, i, j) * at(other, i, j), 0),
  );
  closeAll(forms?.data ?? [], expected, 2e-6);
});

describe("graphs of tr Â³", () => {
  const feedsOf = ({ x: { rows, columns, data }, centre, scale }: typeof x) => ({
    examples: fed(rows, columns, data),
    centre: fed(1, columns, centre),
    root: fed(1, 1, [Math.sqrt(scale)]),
  });
  const sum = (values: readonly number[] = []) => values.reduce((total, value) => total + value, 0);

  test.each([1, 2, 4])("featureCubeGraph gives what shiftedCube takes, of %i parts", async (parts) => {
    const ends = fed(2, 9, [...x.shifts, ...x.shifts.map(() => 1)]);
    const found = await runModel(matrixModel(featureCubeGraph(parts)), { ...feedsOf(x), ends });
    const along = found.along?.data ?? [];
    const turned = Array.from({ length: parts }, (_, i) => found[`turned.${i}`]?.data.slice(8 / parts) ?? []);
    const traces = upperParts(parts).map(([i, j]) => (i === j ? 1 : 2) * sum(found[`traces.${i}.${j}`]?.data));
    const cube = shiftedCube({
      cube: sum(traces),
      shifted: Float64Array.from(along.slice(0, 8)),
      sums: Float64Array.from(along.slice(8)),
      turned: Float64Array.from(turned.flat()),
      shifts: x.shifts,
    });
    close(cube, cubeTrace(x), 1e-5);
  });

  test("entryCubeGraph gives it from entries", async () => {
    const feeds = { ...feedsOf(y), shifts: fed(9, 1, y.shifts), across: fed(1, 9, y.shifts) };
    const { traces } = await runModel(matrixModel(entryCubeGraph), feeds);
    close(sum(traces?.data), cubeTrace(y), 1e-5);
  });
});
