import { describe, expect, test } from "vitest";
import { studyMatrices } from "../../../src/study/tasks/study-matrices.js";
import { studyResult } from "../../support/study-result.js";

const { pairs, data, models } = studyResult({ models: 4 });
const names = models.map(({ name }) => name);
const NONE = [null, null, null, null];
const first = data[0]?.name ?? "";

describe("studyMatrices", () => {
  test("has each side of each pair both ways round, and models with themselves", () => {
    const { matrices, reasons } = studyMatrices(names, NONE, pairs, first);
    const on = pairs.find(({ a, b }) => a === names[1] && b === names[3])?.data[0];
    expect([matrices.static[1]?.[3], matrices.static[3]?.[1]]).toEqual(Array(2).fill(on?.vertices.static.score));
    expect([matrices.sparsity[3]?.[1], matrices.angle[1]?.[3]]).toEqual([
      on?.vertices.sparsity.score,
      on?.static.angle,
    ]);
    expect(matrices.agreement[1]?.[3]).toBe(on?.functional.predictive?.agreement.score);
    for (const i of names.keys()) expect([matrices.static[i]?.[i], matrices.angle[i]?.[i]]).toEqual([1, 0]);
    expect(reasons).toEqual({});
  });

  test("has nothing of a model with itself where that is undefined", () => {
    const { matrices, reasons } = studyMatrices(names, NONE, pairs, first, [{}, { sparsity: "it is quantised" }]);
    expect([matrices.sparsity[1]?.[1], reasons["sparsity.1.1"]]).toEqual([null, "it is quantised"]);
    expect([matrices.sparsity[0]?.[0], matrices.static[1]?.[1]]).toEqual([1, 1]);
    expect(Object.keys(reasons)).toEqual(["sparsity.1.1"]);
  });

  test("is null where a model or a pair failed, or a side is undefined, and says why", () => {
    const failed = pairs.map((pair, k) =>
      k === 0
        ? { ...pair, failure: "no path", data: [] }
        : {
            ...pair,
            data: pair.data.map((on) => ({
              ...on,
              functional: { ...on.functional, predictive: null },
              reasons: { functional: "no logits" },
            })),
          },
    );
    const { matrices, reasons } = studyMatrices(names, [null, null, "gone", null], failed, first);
    expect(matrices.static[2]).toEqual(NONE);
    expect(reasons["static.2.2"]).toBe("gone");
    expect([matrices.static[0]?.[1], reasons["static.0.1"], reasons["static.1.0"]]).toEqual([
      null,
      "no path",
      "no path",
    ]);
    expect([matrices.agreement[0]?.[3], reasons["agreement.0.3"]]).toEqual([null, "no logits"]);
  });
});
