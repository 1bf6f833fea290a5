import * as Plot from "@observablehq/plot";
import type { StudyResult } from "../../study/results/study.js";
import { dataName } from "../data-name.js";
import type { Figure } from "../figure-block.js";
import { plotSvg } from "../figures/plot-svg.js";
import { pointNames } from "../figures/point-names.js";
import { isolate } from "../format.js";
import { ink } from "../palette.js";
import { familiesOf, familyLook } from "./families.js";

const WIDTH = 460;
const HEIGHT = 340;
/** Names of more models would cover each other. */
const NAMED = 20;
const MARGIN = 10;

/** The models of a study as points that lie about as far apart as their representations on one data set. */
export function planeMap({ models, data, structure }: StudyResult, k: number): Figure | null {
  const set = data[k];
  const found = structure.find((one) => one.data === set?.name);
  if (set === undefined || found === undefined || found.models.length < 2) return null;
  const families = familiesOf(models);
  const points = found.models.map((name, i) => {
    const family = models.find((model) => model.name === name)?.family ?? "";
    const [x = 0, y = 0] = found.map.points[i] ?? [];
    const { ink: colour, symbol } = familyLook(families, family);
    return { x, y, name, title: `${isolate(name)}\n${isolate(family)}`, colour: ink(colour), symbol };
  });
  const wide = (HEIGHT - 2 * MARGIN) / (WIDTH - 2 * MARGIN);
  const reach = 1.2 * Math.max(1e-9, ...points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y) / wide)));
  const rule = { stroke: ink("rule") };
  const pixels = points.map((point) => ({
    ...point,
    x: MARGIN + ((WIDTH - 2 * MARGIN) * (point.x / reach + 1)) / 2,
    y: MARGIN + ((HEIGHT - 2 * MARGIN) * (1 - point.y / (reach * wide))) / 2,
  }));
  const svg = plotSvg({
    ariaLabel: `Map of ${points.length} models on ${set.name}: models that represent its examples alike lie close together`,
    ...{ width: WIDTH, height: HEIGHT, margin: MARGIN, axis: null },
    x: { domain: [-reach, reach] },
    y: { domain: [-reach * wide, reach * wide] },
    marks: [
      Plot.ruleX([0], rule),
      Plot.ruleY([0], rule),
      Plot.dot(points, { ...{ x: "x", y: "y", fill: "colour", symbol: "symbol", r: 5, title: "title" } }),
      ...(points.length > NAMED ? [] : pointNames(pixels, { width: WIDTH, height: HEIGHT })),
    ],
    symbol: { type: "identity" },
  });
  return { name: `map-${dataName(set, k)}`, svg };
}
