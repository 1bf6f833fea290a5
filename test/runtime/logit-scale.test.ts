import { describe, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { checkedBias, checkedScale, written } from "../../src/runtime/logit-scale.js";
import { openModel } from "../../src/runtime/open-model.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { imageTowerBytes, textTowerBytes } from "../support/towers.js";

const { write } = temporaryFolder();

const model = (metadata: Readonly<Record<string, string>>, name = "clip.onnx") =>
  openModel(write(name, imageTowerBytes({ metadata })));
const tower = (metadata: Readonly<Record<string, string>>) => readModel(textTowerBytes({ metadata }));

describe("written", () => {
  test("is the text tower's, else the image tower's, else null", async () => {
    const both = await model({ logit_scale: "20.5" });
    expect(written("logit_scale", both, tower({ logit_scale: "14.25" }))).toBe(14.25);
    expect(written("logit_scale", both, tower({}))).toBe(20.5);
    expect(written("logit_scale", both, null)).toBe(20.5);
    expect(written("logit_scale", await model({}), tower({}))).toBeNull();
    expect(written("logit_bias", both, tower({ logit_bias: "-12.5" }))).toBe(-12.5);
    expect(written("logit_bias", both, null)).toBeNull();
  });
});

describe("checkedScale", () => {
  test("gives a scale that is one", async () => {
    expect(checkedScale(await model({}), 1e-3)).toBe(1e-3);
  });

  test.each([
    [null, "its files do not say the logit_scale"],
    [0, "its logit_scale is 0"],
    [-5, "its logit_scale is -5"],
    [Number.NaN, "its logit_scale is NaN"],
    [Infinity, "its logit_scale is Infinity"],
  ])("refuses %s", async (scale, found) => {
    const opened = await model({});
    const expected = `bad-value: clip: ${found}; give --logit-scale NUMBER, 100 for most CLIPs`;
    expect(await fault(() => checkedScale(opened, scale))).toBe(expected);
  });

  test("refuses what is written but is no number", async () => {
    const opened = await model({ logit_scale: "a hundred" });
    const scale = written("logit_scale", opened, null);
    expect(await fault(() => checkedScale(opened, scale))).toMatch(/its logit_scale is NaN/);
  });
});

test("checkedBias is any number, 0 where there is none", async () => {
  const opened = await model({});
  expect([checkedBias(opened, -12.5), checkedBias(opened, null)]).toEqual([-12.5, 0]);
  expect(await fault(() => checkedBias(opened, Number.NaN))).toBe(
    "bad-value: clip: its logit_bias is NaN; give --logit-bias NUMBER",
  );
});
