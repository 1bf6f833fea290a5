import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readStudy } from "../../src/study/read-study.js";

test("studies/triangle.yaml is a study of three families, in and out of distribution", async () => {
  const { models, data } = await readStudy(fileURLToPath(new URL("../../studies/triangle.yaml", import.meta.url)));
  const count = (family: string) => models.filter((model) => model.family === family).length;
  expect([count("cnn"), count("vit"), count("vlm")]).toEqual([3, 3, 3]);
  expect(models.every(({ model }) => model?.startsWith("hf:"))).toBe(true);
  expect(data.map(({ role }) => role)).toEqual(["id", "ood"]);
});
