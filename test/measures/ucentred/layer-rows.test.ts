import { describe, expect, test } from "vitest";
import { blockEntries } from "../../../src/kernels/centred-block.js";
import type { Float64Matrix } from "../../../src/kernels/float64-matrix.js";
import type { Matrix } from "../../../src/kernels/matrix.js";
import { type LayerRows, layerRows, type Precision } from "../../../src/measures/ucentred/layer-rows.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { frobenius, naiveCentred, naiveGram, naiveUCentred } from "./brute-force.js";
import { HARD } from "./representations.js";

/** The same examples, centred and of length 1 on average. */
function unit(x: Float64Matrix): Float64Matrix {
  const xc = naiveCentred(x);
  const squares = xc.data.reduce((sum, value) => sum + value * value, 0);
  return build(x.rows, x.columns, (i, j) => at(xc, i, j) / Math.sqrt(squares / x.rows));
}

function prepared(x: Matrix, precision: Precision): LayerRows {
  return layerRows(x, precision) ?? expect.fail("the layer is constant");
}

/** A, but for its diagonal, from one block of all examples. */
function entriesOf(layer: LayerRows): Float64Matrix {
  const block = layer.block(0, layer.n);
  const { data } = blockEntries(block, block);
  return build(layer.n, layer.n, (i, j) => (i === j ? 0 : (data[i * layer.n + j] ?? Number.NaN)));
}

const wide = (x: Matrix): Float64Matrix => ({ ...x, data: Float64Array.from(x.data) });
const single = (x: Matrix): Matrix => ({ ...x, data: Float32Array.from(x.data) });

describe.each([
  [4, 1],
  [5, 2],
  [30, 4],
  [12, 30],
])("layerRows of %i × %i", (n, p) => {
  const x = build(n, p, (i, j) => at(gaussian(n, p, n + p), i, j) + 2);
  const layer = prepared(x, "float64");
  const expected = naiveUCentred(naiveGram(unit(x)));

  test("makes A off the diagonal, and says what its formula gives on it", () => {
    closeAll(entriesOf(layer).data, expected.data, 1e-12);
    const block = layer.block(0, n);
    const { data } = blockEntries(block, block);
    closeAll(
      layer.diagonal,
      Array.from({ length: n }, (_, i) => Number(data[i * n + i])),
      1e-12,
    );
  });

  test("makes A of float32 numbers, with products of either precision", () => {
    const narrow = single(x);
    const exact = naiveUCentred(naiveGram(unit(wide(narrow))));
    closeAll(entriesOf(prepared(narrow, "float64")).data, exact.data, 1e-12);
    closeAll(entriesOf(prepared(narrow, "float32")).data, exact.data, 1e-6);
  });

  test("knows the examples' squared lengths, on average 1", () => {
    const gram = naiveGram(unit(x));
    closeAll(
      layer.squaredNorms,
      Array.from({ length: n }, (_, i) => at(gram, i, i)),
      1e-12,
    );
    close(layer.squaredNorms.reduce((sum, value) => sum + value, 0) / n, 1, 1e-12);
  });

  test("knows what ‖K‖² has beyond ⟨A,A⟩", () => {
    const gram = naiveGram(unit(x));
    close(layer.gramExcess, frobenius(gram, gram) - frobenius(expected, expected), 1e-11);
  });

  test("has blocks of some examples that fit together", () => {
    const [rows, columns] = [layer.block(1, 2), layer.block(2, n - 2)];
    expect([rows.x.rows, columns.x.rows, rows.shifts.length, columns.shifts.length]).toEqual([2, n - 2, 2, n - 2]);
    const whole = entriesOf(layer);
    const { data } = blockEntries(rows, columns);
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < n - 2; j++)
        if (i + 1 !== j + 2) close(Number(data[i * (n - 2) + j]) + 1, at(whole, i + 1, j + 2) + 1, 1e-12);
  });
});

describe("layerRows in float32", () => {
  test("copies nothing of float32", () => {
    const x = single(gaussian(9, 3, 1));
    expect(prepared(x, "float32").block(0, 9).x.data.buffer).toBe(x.data.buffer);
  });

  test("loses nothing to a mean a thousand times the deviation", () => {
    const far = single(build(40, 6, (i, j) => at(gaussian(40, 6, 1), i, j) + 1000 * (j + 1)));
    const expected = naiveUCentred(naiveGram(unit(wide(far))));
    closeAll(entriesOf(prepared(far, "float32")).data, expected.data, 2e-6);
    closeAll(entriesOf(prepared(far, "float64")).data, expected.data, 1e-9);
  });

  test.each([1e-30, 1e-6, 1e14, 1e30])("has a scale that float32 can hold, of numbers of %d", (size) => {
    const sized = single({ ...gaussian(40, 6, 1), data: gaussian(40, 6, 1).data.map((value) => size * value) });
    const layer = prepared(sized, "float32");
    expect(Math.fround(layer.block(0, 40).scale) / layer.block(0, 40).scale).toBeCloseTo(1, 6);
    closeAll(entriesOf(layer).data, naiveUCentred(naiveGram(unit(wide(sized)))).data, 2e-6);
  });

  test("centres numbers of float64 before it rounds them", () => {
    const far = build(40, 6, (i, j) => at(gaussian(40, 6, 1), i, j) + 1e7);
    closeAll(entriesOf(prepared(far, "float32")).data, naiveUCentred(naiveGram(unit(far))).data, 2e-6);
  });
});

describe.each(["float32", "float64"] as const)("layerRows of a constant layer, in %s", (precision) => {
  test.each([0, 3, 0.1, 1e6])("of %d is null", (value) => {
    const constant = build(20, 3, (_, j) => value * (j + 1));
    expect(layerRows(constant, precision)).toBeNull();
    expect(layerRows(single(constant), precision)).toBeNull();
  });

  test("is not null where a single number differs, however little float32 can tell", () => {
    const x = new Float32Array(60).fill(1000);
    x[17] = 1000 + 2 ** -13;
    expect(layerRows({ rows: 20, columns: 3, data: x }, precision)).not.toBeNull();
  });

  test("is not null of hard ones", () => {
    for (const make of Object.values(HARD)) expect(layerRows(make(20, 3), precision)).not.toBeNull();
  });
});
