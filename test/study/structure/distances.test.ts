import { describe, expect, test } from "vitest";
import { rootDistances, staticDistances } from "../../../src/study/structure/distances.js";
import { dataOf, pairMatrix } from "../findings/evidence-of-models.js";

describe("rootDistances", () => {
  test("are 0 of the same, 1 of nothing in common, more of opposites, null of nothing known", () => {
    expect(rootDistances([[1, 1, 0, -3, null]])).toEqual([[null, 0, 1, 2, null]]);
  });

  test("take rounding for what it is and refuse what is not", () => {
    expect(rootDistances([[1, 1 + 1e-12]])).toEqual([[null, 0]]);
    expect(() => rootDistances([[1, 1.1]])).toThrow("rootDistances: a similarity is 1.1, expected at most 1");
  });
});

describe("staticDistances", () => {
  const raw = pairMatrix(3, () => 0.75);
  test("are angles where there are any, else roots", () => {
    const angle = pairMatrix(3, () => 0.3);
    const data = dataOf(3, raw);
    expect(staticDistances({ ...data, static: { ...data.static, angle } })).toEqual({ kind: "angular", matrix: angle });
    expect(staticDistances(data)).toMatchObject({ kind: "root" });
    expect(staticDistances(data).matrix[0]?.[1]).toBe(0.5);
  });
});
