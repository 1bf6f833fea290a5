import { describe, expect, test } from "vitest";
import { chosen } from "../../src/data/chosen.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { probeSplits } from "../../src/study/probe-splits.js";
import { GOLDEN_DATA } from "../support/golden-models.js";

const ASKED = { probe: true, seed: 0 };

describe("probeSplits", () => {
  test("are not made unless asked for", async () => {
    const data = await openDataset(GOLDEN_DATA);
    expect(probeSplits([data, data], { ...ASKED, probe: false })).toEqual(["not asked for", "not asked for"]);
  });

  test("are made for each data set; out of distribution labels may be missing", async () => {
    const data = await openDataset(GOLDEN_DATA);
    const [first, second] = probeSplits([data, { ...data, labels: null }], ASKED);
    expect(first).toHaveProperty("fitted");
    expect(second).toMatch(/has no labels$/);
  });

  test("refuse data without labels, and too few, before anything runs", async () => {
    const data = await openDataset(GOLDEN_DATA);
    expect(() => probeSplits([{ ...data, labels: null }], ASKED)).toThrow("give data that have them, or leave --probe");
    expect(() => probeSplits([chosen(data, [0, 1, 2, 3])], ASKED)).toThrow("a probe is fitted on one half");
  });
});
