import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../src/study/findings/evidence.js";
import { alike } from "../../../src/study/selection/like.js";
import { dataOf, modelNamed, pairMatrix } from "../findings/evidence-of-models.js";

const models = [
  modelNamed("big", "cnn", { parameters: 1000 }),
  modelNamed("twin", "cnn", { parameters: 1000, twins: "t" }),
  modelNamed("half", "cnn", { parameters: 500, fork: "big" }),
  modelNamed("tiny", "vit", { parameters: 10, twins: "t" }),
  modelNamed("huge", "vit", { parameters: 9000 }),
  modelNamed("lost", "vit", { parameters: null, failure: "no file" }),
];
const data = dataOf(
  6,
  pairMatrix(6, (i, j) => (j === 5 ? null : 0.9 - 0.1 * Math.abs(j - i - 2))),
  {
    accuracy: [0.9, 0.88, 0.85, null, 0.95, null],
  },
);
const evidence: Evidence = { models, data: [data] };

describe("alike", () => {
  test("gives the most alike first, with what is given up", () => {
    const { models: found, leftOut } = alike(evidence, "big", false);
    expect(found.map(({ model }) => model)).toEqual(["half", "twin", "tiny", "huge"]);
    expect(found[0]).toMatchObject({ similarity: 0.9, size: 0.5, origin: "fork", family: "cnn" });
    expect(found[0]?.accuracyChange).toBeCloseTo(-0.05, 12);
    expect(found[2]).toMatchObject({ accuracy: null, accuracyChange: null, origin: null });
    expect(leftOut).toEqual([{ model: "lost", why: "failed: no file" }]);
  });

  test("counts smaller models alone where it is to", () => {
    expect(alike(evidence, "big", true).models.map(({ model }) => model)).toEqual(["half", "tiny"]);
    expect(alike(evidence, "tiny", true).models).toEqual([]);
    expect(alike(evidence, "twin", true).models.find(({ model }) => model === "tiny")?.origin).toBe("seed twin");
  });

  test("tells a copy of the same file", () => {
    const same = models.map((model, i) => (i < 2 ? { ...model, sha256: "6f" } : model));
    expect(alike({ models: same, data: [data] }, "big", false).models[1]).toMatchObject({
      model: "twin",
      origin: "copy",
    });
  });

  test("leaves out what has no similarity, by name", () => {
    const gap = {
      ...data,
      static: { ...data.static, calibrated: pairMatrix(6, (i, j) => (i + j === 2 ? null : 0.5)) },
    };
    expect(alike({ models, data: [gap] }, "big", false).leftOut[0]).toEqual({
      model: "half",
      why: "no calibrated similarity on every data set that counts",
    });
  });

  test("refuses a model that is not there, failed, or is of unknown size", () => {
    expect(() => alike(evidence, "bigg", true)).toThrow(
      "there is no model bigg in the study; those there are: big, twin, half, tiny, huge, lost",
    );
    expect(() => alike(evidence, "lost", false)).toThrow("nothing is known of lost: it failed (no file)");
    const unsized = models.map((model) => ({ ...model, parameters: null }));
    expect(() => alike({ models: unsized, data: [data] }, "big", true)).toThrow("the parameters of big are not known");
    expect(alike({ models: unsized, data: [data] }, "big", false).models[0]?.size).toBeNull();
  });
});
