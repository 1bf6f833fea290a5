import { expect, test } from "vitest";
import { pairIndex } from "../../../src/report/study/pair-index.js";
import { studyResult } from "../../support/study-result.js";

test("every pair has its values and its maps, a byte a cell", () => {
  const study = studyResult({ models: 4, layers: 3, failed: true });
  const { data, pairs } = pairIndex(study);
  expect(data).toEqual(["CIFAR-10 test", "CIFAR-10 test, blurred"]);
  expect(pairs).toHaveLength(6);
  const [first] = pairs;
  const map = Buffer.from(first?.on[0]?.map ?? "", "base64");
  const values = study.pairs[0]?.data[0]?.static.layers.cka?.flat() ?? [];
  expect(map).toHaveLength(9);
  for (const [k, byte] of map.entries()) expect((byte - 128) / 127).toBeCloseTo(values[k] ?? Number.NaN, 2);
  expect(pairs.filter(({ failure }) => failure !== null)).toHaveLength(3);
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
