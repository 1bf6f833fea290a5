import * as Plot from "@observablehq/plot";
import type { StudyResult } from "../../study/results/study.js";
import { dataName } from "../data-name.js";
import type { Figure } from "../figure-block.js";
import { plotSvg } from "../figures/plot-svg.js";
import { fixed, isolate } from "../format.js";
import { ink } from "../palette.js";
import { familiesOf, familyLook } from "./families.js";

/** What is followed while a model is pruned. */
export const CURVES = {
  cka: "CKA with the dense self",
  aboveChance: "Share of the accuracy above chance that is left",
} as const;

export type CurveName = keyof typeof CURVES;

const WIDTH = 460;
const HEIGHT = 280;
/** Points of more models would hide the curves. */
const DOTTED = 20;

/** What pruning does to each model of a study on one data set: a curve a model; null where no model has one. */
export function modelCurves({ models, data }: StudyResult, k: number, of: CurveName): Figure | null {
  const set = data[k];
  if (set === undefined) return null;
  const families = familiesOf(models);
  const points = models.flatMap((model) => {
    const on = model.data.find(({ name }) => name === set.name);
    const { ink: colour, symbol } = familyLook(families, model.family);
    const levels = on?.sweep?.realSparsity ?? [];
    return (on?.sweep?.[of] ?? []).map((value, l) => {
      const level = levels[l] ?? 0;
      const title = `${isolate(model.name)}\nat ${fixed(level, 2)}: ${value === null ? "" : fixed(value)}`;
      return { level, value, model: model.name, colour: ink(colour), symbol, title };
    });
  });
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) return null;
  const place = { x: "level", y: "value" };
  const dots = { ...place, fill: "colour", symbol: "symbol", r: 3, title: "title" } as const;
  const svg = plotSvg({
    ariaLabel: `${CURVES[of]} of ${models.length} models on ${set.name} over their share of zero weights`,
    ...{ width: WIDTH, height: HEIGHT, marginTop: 12, marginRight: 16, marginBottom: 42, marginLeft: 46 },
    x: {
      domain: [0, 1],
      label: "zeros over the prunable weights",
      labelAnchor: "center",
      labelArrow: false,
      tickSize: 0,
      ticks: 5,
    },
    y: { domain: [Math.min(0, ...known), Math.max(1, ...known)], label: null, tickSize: 0, ticks: 5 },
    symbol: { type: "identity" },
    marks: [
      Plot.gridY({ ticks: 5, stroke: ink("rule"), strokeOpacity: 1 }),
      Plot.line(points, { ...place, z: "model", stroke: "colour", strokeWidth: 1.5, strokeOpacity: 0.8 }),
      models.length > DOTTED ? null : Plot.dot(points, dots),
    ],
  });
  return { name: `pruning-${of === "cka" ? "self" : "accuracy"}-${dataName(set, k)}`, svg };
}
