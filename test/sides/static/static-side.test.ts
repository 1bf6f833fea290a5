import { describe, expect, test } from "vitest";
import type { Matrix } from "../../../src/kernels/matrix.js";
import { cka } from "../../../src/measures/cka.js";
import { ckaMap } from "../../../src/measures/cka-map.js";
import { procrustes } from "../../../src/measures/procrustes.js";
import type { MeasureName } from "../../../src/measures/table.js";
import { layersOf, type ModelLayers, staticSide } from "../../../src/sides/static/static-side.js";

/** n × p numbers that depend on the seed, without structure. */
function matrix(n: number, p: number, seed: number): Matrix {
  const data = Float64Array.from({ length: n * p }, (_, i) => Math.sin(seed * 1000 + i * i * 0.7));
  return { rows: n, columns: p, data };
}

const constant: Matrix = { rows: 8, columns: 2, data: new Float64Array(16).fill(3) };
const model = (penultimate: Matrix, ...layers: Matrix[]) => ({
  layers: [...layers, penultimate].map((of, i) => ({ layer: `layer${i}`, matrix: of })),
  penultimate,
});

/** The side of two models, debiased CKA by the map. */
async function sideOf(a: ModelLayers, b: ModelLayers, measures: readonly MeasureName[]) {
  const { cells } = await ckaMap(layersOf(a, b));
  return staticSide(a, b, measures, 0, { cka: cka(a.penultimate, b.penultimate), cells });
}

test("layersOf has the layers of A and then those of B", () => {
  const [x1, x2, y] = [matrix(8, 3, 1), matrix(8, 2, 2), matrix(8, 4, 3)];
  expect(layersOf(model(x2, x1), model(y))).toEqual([x1, x2, y]);
});

describe("staticSide", async () => {
  const [x1, x2, y] = [matrix(8, 3, 1), matrix(8, 2, 2), matrix(8, 4, 3)];
  const { value, reasons } = await sideOf(model(x2, x1), model(y), ["cka", "procrustes"]);

  test("scores the penultimate pair by every measure asked for", () => {
    expect(value.scores.cka).toEqual(cka(x2, y));
    expect(Object.keys(value.scores).sort()).toEqual(["cka", "procrustes"]);
    expect(value.scores.procrustes).toEqual(procrustes(x2, y));
    expect(reasons["scores.procrustes.interval"]).toBe(procrustes(x2, y).reasons.interval);
  });

  test("maps layer i of A against layer j of B", () => {
    expect(value.layers.cka.map((row) => row.length)).toEqual([1, 1]);
    expect(value.layers.cka[0]?.[0]).toBeCloseTo(cka(x1, y).score ?? Number.NaN, 12);
    expect(value.procrustes.scores?.[1]?.[0]).toBeCloseTo(procrustes(x2, y).score ?? Number.NaN, 12);
  });

  test("leaves the cells of a constant layer empty, with the reason", async () => {
    const side = await sideOf(model(x2, constant), model(y), ["cka"]);
    expect(side.value.layers.cka[0]?.[0]).toBeNull();
    expect(side.reasons["cka.0.0"]).toBe("constant");
    expect(side.reasons["cka.1.0"]).toBeUndefined();
    expect([side.reasons["interval.0.0"], side.reasons["self.a.0.1"]]).toEqual(["constant", "constant"]);
    expect(side.reasons["best.a.0"]).toBe("every cell of its row is undefined");
  });
});
