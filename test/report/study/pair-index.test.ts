import { expect, test } from "vitest";
import { pairIndex } from "../../../src/report/study/pair-index.js";
import { studyResult } from "../../support/study-result.js";

test("every pair has its values and its maps, a byte a cell", () => {
  const study = studyResult({ models: 4, layers: 3, failed: true });
  const { layers, pairs } = pairIndex(study);
  expect(pairs).toHaveLength(6);
  const [first] = pairs;
  const map = Buffer.from(first?.on[0]?.map ?? "", "base64");
  const values = study.pairs[0]?.data[0]?.static.layers.cka?.flat() ?? [];
  expect(map).toHaveLength(9);
  for (const [k, byte] of map.entries()) expect((byte - 128) / 127).toBeCloseTo(values[k] ?? Number.NaN, 2);
  expect(pairs.filter(({ failure }) => failure !== null)).toHaveLength(3);
  expect(layers[first?.on[0]?.columns ?? -1]).toEqual(study.pairs[0]?.data[0]?.static.layers.b);
  expect(new Set(layers.map(String)).size).toBe(layers.length);
});

test("a side without a value has its reason instead", () => {
  const study = studyResult({ models: 2, layers: 2 });
  const none = { score: null, chance: null, interval: null, kind: "robustness" as const };
  const pairs = study.pairs.map((pair) => ({
    ...pair,
    data: pair.data.map((on) => ({
      ...on,
      vertices: { ...on.vertices, sparsity: none },
      reasons: { "triangle.sparsity": "a cannot be pruned" },
    })),
  }));
  const [on] = pairIndex({ ...study, pairs }).pairs[0]?.on ?? [];
  expect(on?.sides.map((side) => typeof side)).toEqual(["number", "number", "string"]);
  expect(on?.sides[2]).toBe("a cannot be pruned");
});

test("a value that is not defined is 0", () => {
  const study = studyResult({ models: 2, layers: 2 });
  const bare = study.pairs.map((pair) => ({
    ...pair,
    data: pair.data.map((on) => ({
      ...on,
      static: { ...on.static, layers: { ...on.static.layers, cka: [[null, -1]] } },
    })),
  }));
  expect([...Buffer.from(pairIndex({ ...study, pairs: bare }).pairs[0]?.on[0]?.map ?? "", "base64")]).toEqual([0, 1]);
});
