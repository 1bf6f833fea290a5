import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Matrix } from "../../../src/kernels/matrix.js";
import { classEmbeddings, zeroShotLogits } from "../../../src/measures/predictive/zero-shot.js";
import golden from "../../golden/zero-shot.json" with { type: "json" };
import { at, build, gaussian } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";

/** The cosine of two rows by its definition. */
function cosine(a: Matrix, i: number, b: Matrix, j: number): number {
  const columns = Array.from({ length: a.columns }, (_, k) => k);
  const dot = columns.reduce((sum, k) => sum + at(a, i, k) * at(b, j, k), 0);
  const length = (of: Matrix, row: number) => Math.hypot(...columns.map((k) => at(of, row, k)));
  return dot / (length(a, i) * length(b, j));
}

function scaledRows(x: Matrix, factors: readonly number[]): Matrix {
  return build(x.rows, x.columns, (i, j) => at(x, i, j) * (factors[i] ?? 1));
}

describe.each(golden.cases)("the independent implementation, $name", ({ features, templates, scale, ...given }) => {
  const rows = (data: readonly number[]): Matrix => ({
    rows: data.length / features,
    columns: features,
    data: Float64Array.from(data),
  });
  const classes = classEmbeddings(rows(given.captions), templates);

  test("gives the same class embeddings to 1e-12", () => {
    closeAll(classes.data, given.classes, 1e-12);
  });

  test("gives the same logits to 1e-12", () => {
    closeAll(zeroShotLogits(rows(given.images), classes, scale).data, given.logits, 1e-12);
  });
});

describe("zeroShotLogits", () => {
  const [images, classes] = [gaussian(5, 6, 1), gaussian(3, 6, 2)];

  test("is the scale times the cosine of every image and every class", () => {
    const logits = zeroShotLogits(images, classes, 20);
    expect(logits).toMatchObject({ rows: 5, columns: 3 });
    const expected = build(5, 3, (i, c) => 20 * cosine(images, i, classes, c));
    closeAll(logits.data, expected.data, 1e-14);
  });

  test("does not depend on the length of any embedding", () => {
    const factor = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const factors = (n: number) => fc.array(factor, { minLength: n, maxLength: n });
    const plain = zeroShotLogits(images, classes, 20).data;
    fc.assert(
      fc.property(factors(5), factors(3), (f, g) => {
        closeAll(zeroShotLogits(scaledRows(images, f), scaledRows(classes, g), 20).data, plain, 1e-13);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test("is the scale for the same direction and minus it for the opposite one", () => {
    const both = build(2, 6, (i, j) => (i === 0 ? 3 : -0.1) * at(images, 0, j));
    closeAll(zeroShotLogits(images, both, 7).data.subarray(0, 2), [7, -7], 1e-15);
  });

  test("is 0 for an embedding without direction, of an image or of a class", () => {
    const [dead, mute] = [scaledRows(images, [1, 0, 1, 1, 1]), scaledRows(classes, [1, 1, 0])];
    const logits = zeroShotLogits(dead, mute, 20);
    for (let i = 0; i < 5; i++) for (let c = 0; c < 3; c++) expect(at(logits, i, c) === 0).toBe(i === 1 || c === 2);
  });

  test("adds the bias to every logit, those of embeddings without direction included", () => {
    const dead = scaledRows(images, [1, 0, 1, 1, 1]);
    const [plain, biased] = [zeroShotLogits(dead, classes, 20), zeroShotLogits(dead, classes, 20, -12.5)];
    closeAll(
      biased.data,
      Array.from(plain.data, (value) => value - 12.5),
      1e-14,
    );
    expect([...biased.data.subarray(3, 6)]).toEqual([-12.5, -12.5, -12.5]);
    expect(() => zeroShotLogits(images, classes, 20, Number.NaN)).toThrow(
      new RangeError("zeroShotLogits: the bias is NaN; expected a number"),
    );
  });

  test("refuses embeddings of unlike size and a scale that is not above 0", () => {
    expect(() => zeroShotLogits(images, gaussian(3, 4, 1), 1)).toThrow(
      new RangeError("zeroShotLogits: images have 6 features and texts 4"),
    );
    for (const scale of [0, -1, Number.NaN])
      expect(() => zeroShotLogits(images, classes, scale)).toThrow(
        new RangeError(`zeroShotLogits: the scale is ${scale}; expected a number above 0`),
      );
  });
});

describe("classEmbeddings", () => {
  test("averages the captions of a class, each of length 1: a long one counts no more than a short one", () => {
    const captions = { rows: 4, columns: 2, data: Float64Array.of(100, 0, 0, 0.01, -3, 0, 5, 0) };
    expect(classEmbeddings(captions, 2)).toEqual({ rows: 2, columns: 2, data: Float64Array.of(0.5, 0.5, 0, 0) });
  });

  test("refuses captions that are no whole number of classes, and templates that are no whole number", () => {
    const captions = gaussian(6, 2, 1);
    for (const templates of [4, 0, -2, 1.5, Number.NaN])
      expect(() => classEmbeddings(captions, templates)).toThrow(
        new RangeError(`classEmbeddings: 6 captions are no whole number of ${templates} a class`),
      );
  });
});
