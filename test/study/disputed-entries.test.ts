import { expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

test("compare names the examples that two models disagree on most, by id, class and picture", async () => {
  const options = { data: GOLDEN_DATA, levels: [0], threads: 1 };
  const { data } = await compare(goldenFile("a.onnx"), goldenFile("vit.onnx"), options);
  const { disputed, confusion, classes, predictive } = data[0]?.functional ?? {};
  expect(disputed).toHaveLength(10);
  expect(new Set(disputed?.map(({ id }) => id)).size).toBe(10);
  for (const { a, b, jsd, thumbnail, label } of disputed ?? []) {
    expect(a.class).not.toBe(b.class);
    expect(jsd).toBeGreaterThan(0);
    expect(label?.class).toBeTypeOf("number");
    expect(a.name).toBeUndefined();
    expect(thumbnail).toMatch(/^data:image\/png;base64,/);
  }
  const jsds = disputed?.map(({ jsd }) => jsd) ?? [];
  expect(jsds).toEqual([...jsds].sort((x, y) => y - x));
  expect((confusion?.same ?? 0) / (confusion?.n ?? 0)).toBe(predictive?.agreement.score);
  expect(confusion?.counts?.flat().reduce((sum, value) => sum + value, 0)).toBe(64);
  expect(classes?.of.reduce((sum, { n }) => sum + n, 0)).toBe(64);
  expect(data[0]?.reasons["functional.classNames"]).toBe("nothing names the classes");
  const self = await compare(goldenFile("a.onnx"), goldenFile("a.onnx"), options);
  expect(self.data[0]?.functional.disputed).toEqual([]);
});
