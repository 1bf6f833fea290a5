import * as Plot from "@observablehq/plot";
import type { SparsitySide } from "../../study/results.js";
import { fixed } from "../format.js";
import { ink } from "../palette.js";
import { curveFrame } from "./curve-frame.js";
import { plotSvg } from "./plot-svg.js";
import { type Curve, type Panel, type PanelName, pruningPanel } from "./pruning-panels.js";

interface Point {
  readonly level: number;
  readonly value: number | null;
  readonly counts: boolean;
  readonly title: string;
}

/** The smallest distance of two labels, as a share of the axis. */
const LABEL_GAP = 0.08;

/**
 * One panel of curves over the sparsity level: a point a level, a gap where a value is null. In the panels `cross` and
 * `gain` the levels where the gain does not count are shaded and their points hollow grey, with the reason in the tooltip.
 *
 * @param side - the sparsity side of one data set; its arrays run over `levels`.
 * @param name - the panel, see `pruningPanel`.
 * @returns an SVG element that stands alone.
 */
export function pruningCurves(side: SparsitySide, name: PanelName): string {
  const panel = pruningPanel(side, name);
  return plotSvg({
    ariaLabel: summary(side, panel),
    ...curveFrame("sparsity level", String),
    y: { domain: yDomain(panel), label: null, tickSize: 0, ticks: 5, tickFormat: panel.format },
    marks: [
      Plot.gridY({ ticks: 5, stroke: ink("rule"), strokeOpacity: 1 }),
      panel.guarded ? shading(side) : null,
      name === "gain" ? Plot.ruleY([0], { stroke: ink("muted") }) : null,
      panel.curves.map((curve) => curveMarks(pointsOf(side, panel, curve), curve)),
      endLabels(side, panel),
    ],
  });
}

function yDomain({ range, curves }: Panel): [number, number] {
  const known = curves.flatMap(({ values }) => values).filter((value) => value !== null);
  return [Math.min(range[0], ...known), Math.max(range[1], ...known)];
}

function pointsOf(side: SparsitySide, panel: Panel, { label, values }: Curve): Point[] {
  return side.levels.map((level, index) => {
    const value = values[index] ?? null;
    const counts = !panel.guarded || side.cross.counts[index] !== false;
    const what = `${label === "" ? panel.title : `${label}, ${panel.title}`} at ${level}: ${value === null ? "" : fixed(value)}`;
    return { level, value, counts, title: counts ? what : `${what}\ndoes not count: ${side.cross.why[index] ?? ""}` };
  });
}

/** The curve in grey throughout and in its colour up to the points that count: B is dashed and square, A solid and round. */
function curveMarks(points: readonly Point[], curve: Curve): Plot.Markish {
  const colour = ink(curve.ink);
  const second = curve.label === "B";
  const place = { x: "level", y: "value" };
  const line = { ...place, strokeWidth: 2, strokeDasharray: second ? "5 3" : undefined };
  const dot = { ...place, symbol: second ? "square" : "circle", r: 3.5, title: "title" } as const;
  const counting = points.map((point) => (point.counts ? point : { ...point, value: null }));
  return [
    Plot.line(points, { ...line, stroke: ink("muted"), strokeOpacity: 0.5 }),
    Plot.line(counting, { ...line, stroke: colour }),
    Plot.dot(counting, { ...dot, fill: colour }),
    Plot.dot(
      points.filter(({ counts }) => !counts),
      { ...dot, fill: ink("paper"), stroke: ink("muted") },
    ),
  ];
}

/** Each level that does not count is shaded halfway to its neighbours. */
function shading({ levels, cross }: SparsitySide): Plot.Markish {
  const bands = levels.flatMap((level, index) => {
    if (cross.counts[index] !== false) return [];
    return [{ from: midway(levels[index - 1] ?? level, level), to: midway(level, levels[index + 1] ?? level) }];
  });
  return Plot.rectX(bands, { x1: "from", x2: "to", fill: ink("muted"), fillOpacity: 0.14 });
}

function midway(x: number, y: number): number {
  return (x + y) / 2;
}

/** Labels at the curves' last points, pushed apart where these are too close. */
function endLabels({ levels }: SparsitySide, panel: Panel): Plot.Markish {
  const [low, high] = yDomain(panel);
  const ends = panel.curves.flatMap(({ label, ink: name, values }) => {
    const index = values.findLastIndex((value) => value !== null);
    return index < 0 ? [] : [{ label, colour: ink(name), level: levels[index] ?? 0, at: values[index] ?? 0 }];
  });
  const [lower, upper] = ends.toSorted((x, y) => x.at - y.at);
  const overlap = lower && upper ? Math.max(0, LABEL_GAP * (high - low) - (upper.at - lower.at)) / 2 : 0;
  const apart = ends.map((end) => ({ ...end, at: end === lower ? end.at - overlap : end.at + overlap }));
  return Plot.text(apart, {
    x: "level",
    y: "at",
    text: "label",
    fill: "colour",
    dx: 9,
    textAnchor: "start",
    fontWeight: 600,
  });
}

function summary({ levels }: SparsitySide, { title, curves, guarded }: Panel): string {
  const spans = curves.map(({ label, values }) => {
    const known = values.filter((value) => value !== null);
    const [first, last] = [known[0], known.at(-1)];
    const span = first === undefined || last === undefined ? "no values" : `${fixed(first)} to ${fixed(last)}`;
    return label === "" ? span : `${label} ${span}`;
  });
  const shaded = guarded ? "; levels where the gain does not count are shaded" : "";
  return `${title} over ${levels.length} sparsity levels: ${spans.join(", ")}${shaded}`;
}
