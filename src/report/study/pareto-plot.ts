import * as Plot from "@observablehq/plot";
import type { StudyResult } from "../../study/results/study.js";
import type { Figure } from "../figure-block.js";
import { plotSvg } from "../figures/plot-svg.js";
import { pointNames } from "../figures/point-names.js";
import { count, isolate, percent } from "../format.js";
import { ink } from "../palette.js";
import { familiesOf, familyLook } from "./families.js";

const WIDTH = 640;
const HEIGHT = 360;
const MARGINS = { marginTop: 16, marginRight: 20, marginBottom: 42, marginLeft: 50 };
const NAMED = 24;
/** Room around the points, as a share of their range. */
const ROOM = 0.12;

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
    return [{ name: model, accuracy, parameters, symbol, colour, title, fill: onFront ? colour : ink("paper") }];
  });
  if (points.length === 0) return null;
  const x = { type: "log", domain: sizes(points.map(({ parameters }) => parameters)) } as const;
  const y = { type: "linear", domain: shares(points.map(({ accuracy }) => accuracy)) } as const;
  const across = Plot.scale({ x: { ...x, range: [MARGINS.marginLeft, WIDTH - MARGINS.marginRight] } });
  const down = Plot.scale({ y: { ...y, range: [HEIGHT - MARGINS.marginBottom, MARGINS.marginTop] } });
  const pixels = points.map((point) => ({
    ...{ name: point.name, colour: ink("ink") },
    ...{ x: across.apply(point.parameters), y: down.apply(point.accuracy) },
  }));
  const svg = plotSvg({
    ariaLabel: `Accuracy against parameters of ${points.length} models`,
    ...{ width: WIDTH, height: HEIGHT, ...MARGINS },
    x: {
      ...x,
      label: "parameters",
      labelAnchor: "center",
      labelArrow: false,
      tickSize: 0,
      ticks: 4,
      tickFormat: "~s",
    },
    y: { ...y, label: null, tickSize: 0, ticks: 5, tickFormat: (share: number) => percent(share) },
    symbol: { type: "identity" },
    marks: [
      Plot.gridY({ ticks: 5, stroke: ink("rule"), strokeOpacity: 1 }),
      Plot.dot(points, {
        ...{ x: "parameters", y: "accuracy", r: 6, strokeWidth: 2 },
        ...{ stroke: "colour", fill: "fill", symbol: "symbol", title: "title" },
      }),
      ...(points.length > NAMED ? [] : pointNames(pixels, { width: WIDTH, height: HEIGHT - MARGINS.marginBottom })),
    ],
  });
  return { name: "selection", svg };
}

/** The range of sizes, on a logarithmic scale. */
function sizes(parameters: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...parameters), Math.max(...parameters)];
  const room = Math.max(1.3, (high / low) ** ROOM);
  return [low / room, high * room];
}

/** The range of accuracies, within 0 and 1. */
function shares(accuracies: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...accuracies), Math.max(...accuracies)];
  const room = Math.max(0.01, ROOM * (high - low));
  return [Math.max(0, low - room), Math.min(1, high + room)];
}
