import * as Plot from "@observablehq/plot";
import type { StudyResult } from "../../study/results/study.js";
import { elide } from "../elide.js";
import type { Figure } from "../figure-block.js";
import { plotSvg } from "../figures/plot-svg.js";
import { count, isolate, percent } from "../format.js";
import { ink } from "../palette.js";
import { familiesOf, familyLook } from "./families.js";

const WIDTH = 640;
const HEIGHT = 360;
const NAMED = 24;
const LONGEST = 18;

function standing(onFront: boolean | null): string {
  if (onFront === null) return "not ranked";
  return onFront ? "on the Pareto front" : "outdone";
}

/** Accuracy against size: what no other candidate outdoes is filled, the rest hollow. Null where nothing has both. */
export function paretoPlot({ models, selection }: StudyResult): Figure | null {
  const families = familiesOf(models);
  const points = selection.flatMap(({ model, family, accuracy, parameters, onFront }) => {
    if (accuracy === null || parameters === null || parameters <= 0) return [];
    const { ink: name, symbol } = familyLook(families, family);
    const colour = ink(name);
    const title = `${isolate(model)}, ${isolate(family)}\nright on ${percent(accuracy)}\n${count(parameters)} parameters\n${standing(onFront)}`;
    return [{ model, accuracy, parameters, symbol, colour, title, fill: onFront ? colour : ink("paper") }];
  });
  if (points.length === 0) return null;
  const place = { x: "parameters", y: "accuracy" };
  const svg = plotSvg({
    ariaLabel: `Accuracy against parameters of ${points.length} models`,
    ...{ width: WIDTH, height: HEIGHT, marginTop: 16, marginRight: 90, marginBottom: 42, marginLeft: 50 },
    x: {
      type: "log",
      label: "parameters",
      labelAnchor: "center",
      labelArrow: false,
      tickSize: 0,
      ticks: 4,
      tickFormat: "~s",
      nice: true,
    },
    y: { label: null, tickSize: 0, ticks: 5, tickFormat: (share: number) => percent(share), nice: true },
    symbol: { type: "identity" },
    marks: [
      Plot.gridY({ ticks: 5, stroke: ink("rule"), strokeOpacity: 1 }),
      Plot.dot(points, {
        ...place,
        r: 6,
        strokeWidth: 2,
        stroke: "colour",
        fill: "fill",
        symbol: "symbol",
        title: "title",
      }),
      points.length > NAMED
        ? null
        : Plot.text(points, {
            ...{ ...place, dx: 11, textAnchor: "start" },
            text: ({ model }: { readonly model: string }) => elide(model, LONGEST),
          }),
    ],
  });
  return { name: "selection", svg };
}
