import * as Plot from "@observablehq/plot";
import type { StudyResult } from "../../study/results/study.js";
import { dataName } from "../data-name.js";
import { elide } from "../elide.js";
import type { Figure } from "../figure-block.js";
import { plotSvg } from "../figures/plot-svg.js";
import { isolate } from "../format.js";
import { ink } from "../palette.js";
import { familiesOf, familyLook } from "./families.js";

const WIDTH = 460;
const HEIGHT = 340;
/** Names of more models would cover each other. */
const NAMED = 20;
const LONGEST = 18;

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
  const wide = HEIGHT / WIDTH;
  const reach = 1.2 * Math.max(1e-9, ...points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y) / wide)));
  const rule = { stroke: ink("rule") };
  const svg = plotSvg({
    ariaLabel: `Map of ${points.length} models on ${set.name}: models that represent its examples alike lie close together`,
    ...{ width: WIDTH, height: HEIGHT, margin: 10, axis: null },
    x: { domain: [-reach, reach] },
    y: { domain: [-reach * wide, reach * wide] },
    marks: [
      Plot.ruleX([0], rule),
      Plot.ruleY([0], rule),
      Plot.dot(points, { ...{ x: "x", y: "y", fill: "colour", symbol: "symbol", r: 5, title: "title" } }),
      points.length > NAMED
        ? null
        : Plot.text(points, {
            ...{ x: "x", y: "y", dx: 9, textAnchor: "start", fill: "colour" },
            text: ({ name }: { readonly name: string }) => elide(name, LONGEST),
          }),
    ],
    symbol: { type: "identity" },
  });
  return { name: `map-${dataName(set, k)}`, svg };
}
