import { expect, test } from "vitest";
import { PANELS, pruningPanel } from "../../../src/report/figures/pruning-panels.js";
import { emptied, entryOf } from "../variants.js";

const side = entryOf().sparsity;

test("the guard speaks about cross-similarity and gain only", () => {
  expect(PANELS.filter((name) => pruningPanel(side, name).guarded)).toEqual(["cross", "gain"]);
});

test("curves are the side's own arrays", () => {
  expect(PANELS.map((name) => pruningPanel(side, name).curves.map(({ values }) => values))).toEqual([
    [side.a.cka, side.b.cka],
    [side.a.accuracy, side.b.accuracy],
    [side.cross.cka],
    [side.cross.gain],
  ]);
});

test("the axis of the gain holds 0 and every value, also where there is none", () => {
  const [low, high] = pruningPanel(side, "gain").range;
  expect(low).toBe(Math.min(...side.cross.gain.map(Number)));
  expect(high).toBe(0.05);
  expect(pruningPanel(emptied(entryOf()).sparsity, "gain").range).toEqual([-0.05, 0.05]);
});

test("ticks carry their unit and sign", () => {
  expect(PANELS.map((name) => pruningPanel(side, name).format(0.2))).toEqual(["0.2", "20%", "0.2", "+0.20"]);
});
