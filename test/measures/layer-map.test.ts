import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { layerMap } from "../../src/measures/layer-map.js";
import { MEASURES } from "../../src/measures/table.js";
import { build, gaussian } from "../kernels/matrices.js";

const xs = [gaussian(12, 3, 1), gaussian(12, 30, 2)];
const ys = [gaussian(12, 2, 3), gaussian(12, 12, 4), gaussian(12, 1, 5)];

describe.each(Object.values(MEASURES))("the layer map of $name", (row) => {
  test("has the score of layer i of xs against layer j of ys at [i][j]", () => {
    expect(layerMap(row, xs, ys)).toEqual(xs.map((x) => ys.map((y) => row.measure(x, y).score)));
  });

  test("is null in the row of a constant layer", () => {
    const constant = build(12, 2, () => 1);
    expect(layerMap(row, [constant, ...xs], ys)[0]).toEqual([null, null, null]);
  });
});

describe("the layer map", () => {
  test("prepares each layer once", () => {
    const prepared: Matrix[] = [];
    const counting = {
      ...MEASURES.cka,
      prepare: (x: Matrix) => {
        prepared.push(x);
        return MEASURES.cka.prepare(x);
      },
    };
    layerMap(counting, xs, ys);
    expect(prepared).toEqual([...xs, ...ys]);
  });

  test("names the layer that a measure cannot take", () => {
    expect(() => layerMap(MEASURES.cka, xs, [gaussian(12, 1, 1), gaussian(3, 1, 1)])).toThrow(
      "cka: ys[1] has 3 examples",
    );
    expect(() => layerMap(MEASURES.cka, xs, [gaussian(11, 1, 1)])).toThrow("cka: x has 12 examples and y has 11");
  });

  test("of no layers is empty", () => {
    expect(layerMap(MEASURES.cka, [], ys)).toEqual([]);
    expect(layerMap(MEASURES.cka, xs, [])).toEqual([[], []]);
  });
});
