import { describe, expect, test } from "vitest";
import { silhouettes } from "../../../src/measures/stats/silhouettes.js";
import golden from "../../golden/study.json" with { type: "json" };
import { closeAll } from "../../support/close.js";

describe("silhouettes", () => {
  test("are scikit-learn's, 0 for one that is alone", () => {
    const { distances, labels, each } = golden.silhouettes;
    const found = silhouettes(distances, labels);
    closeAll(found, each, 1e-12);
    expect(found.at(-1)).toBe(0);
  });

  test("are 0 where everything is at one place, 1 where groups are points", () => {
    const nowhere = [0, 0, 0].map(() => [0, 0, 0]);
    expect(silhouettes(nowhere, ["a", "a", "b"])).toEqual([0, 0, 0]);
    const apart = [0, 0, 1, 1].map((x) => [0, 0, 1, 1].map((y) => Math.abs(x - y)));
    expect(silhouettes(apart, ["a", "a", "b", "b"])).toEqual([1, 1, 1, 1]);
  });

  test("refuse one group", () => {
    expect(() => silhouettes([[0]], ["a"])).toThrow("silhouettes: 1 groups, expected at least 2");
  });
});
