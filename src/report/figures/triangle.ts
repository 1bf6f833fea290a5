import { DASH, fixed, intervalText, isolate } from "../format.js";
import { KIND_NAMES, SHORT_KIND_NAMES } from "../kind-names.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { dataInk, ink } from "../palette.js";
import { SIDES, type Side, type TriangleEntry, vertexReason } from "../sentences.js";
import { type Yardstick, yardstickScore } from "../yardstick.js";

const WIDTH = 500;
const RADIUS = 180;
const LINE = 23;
const HEAD = 2 * LINE;

interface Axis {
  readonly title: string;
  /** Unit vector from the centre to the corner; y points down. */
  readonly x: number;
  readonly y: number;
}

const AXES: Readonly<Record<Side, Axis>> = {
  static: { title: "Static", x: 0, y: -1 },
  functional: { title: "Functional", x: -Math.sqrt(3) / 2, y: 0.5 },
  sparsity: { title: "Sparsity", x: Math.sqrt(3) / 2, y: 0.5 },
};

type Scale = (value: number) => number;

/**
 * The triangle of similarity: an axis a side from the centre to its corner, where the value is 1; a point for the value,
 * a band for its 95 % interval and a tick for chance, in one colour a data set. The centre is 0, or lower where a value
 * or an interval is negative. Sides without a value leave the outline open and show a dash.
 *
 * @param entries - one entry a data set, drawn over each other; an `ood` one is dashed and hollow.
 * @param yardstick - what another pair scores, as diamonds.
 * @returns an SVG element that stands alone.
 * @example
 * triangle([]).startsWith("<svg"); // => true
 */
export function triangle(entries: readonly TriangleEntry[], yardstick: Yardstick | null = null): string {
  const low = lowest(entries);
  const scale: Scale = (value) => (RADIUS * (value - low)) / (1 - low);
  const top = HEAD + entries.length * LINE + 22 + RADIUS;
  const height = top + RADIUS / 2 + HEAD + entries.length * LINE + 26;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="triangle" role="img" aria-label="${summary(entries)}" viewBox="${-WIDTH / 2} ${px(-top)} ${WIDTH} ${px(height)}" width="${WIDTH}" height="${px(height)}" font-family="system-ui, sans-serif" font-size="16.5" fill="currentColor">
${grid(scale, low)}
${entries.map((entry, k) => [dataSet(entry, scale, k), yardstickMarks(entry, yardstick, scale, k)])}
${SIDES.map((side) => label(entries, side))}
</svg>`.markup;
}

/** The value at the centre: 0, or the quarter below the lowest number drawn. */
function lowest(entries: readonly TriangleEntry[]): number {
  const vertices = entries.flatMap((entry) => SIDES.map((side) => entry.vertices[side]));
  const values = vertices.flatMap(({ score, chance, interval }) => [score ?? 0, chance ?? 0, interval?.[0] ?? 0]);
  return Math.floor(4 * Math.min(0, ...values)) / 4;
}

function summary(entries: readonly TriangleEntry[]): string {
  const parts = entries.map((entry) => {
    const values = SIDES.map((side) => `${side} ${valueText(entry, side)}`).join(", ");
    return `${isolate(entry.name)}: ${values}`;
  });
  return `Triangle of similarity. ${parts.join("; ")}`;
}

function valueText(entry: TriangleEntry, side: Side): string {
  const { score } = entry.vertices[side];
  return score === null ? `not given (${vertexReason(entry, side, "score")})` : fixed(score);
}

function grid(scale: Scale, low: number): Markup {
  const rings = low < 0 ? [0, 0.5, 1] : [0.25, 0.5, 0.75, 1];
  const ring = (value: number) => {
    const corners = SIDES.map((side) => point(AXES[side], scale(value), 0)).join(" ");
    return markup`<polygon points="${corners}" fill="none" stroke="${ink("rule")}" stroke-width="${value === 0 || value === 1 ? 1.5 : 0.75}"/>`;
  };
  const spokes = SIDES.map(
    (side) => markup`<path d="M0,0L${point(AXES[side], scale(1), 0)}" stroke="${ink("rule")}"/>`,
  );
  const ticks = [low, ...(low < 0 ? [0] : []), 0.5].map(
    (value) =>
      markup`<text x="15" y="${px(-scale(value) + 4)}" text-anchor="start">${String(value).replace("-", "−")}</text>`,
  );
  return markup`<g class="grid">${rings.map(ring)}${spokes}<g fill="${ink("muted")}" font-size="12.5">${ticks}</g></g>`;
}

function dataSet(entry: TriangleEntry, scale: Scale, k: number): Markup {
  const known = SIDES.flatMap((side) => {
    const { score } = entry.vertices[side];
    return score === null ? [] : [point(AXES[side], scale(score), 0)];
  });
  const closed = known.length === SIDES.length;
  const outline = markup`<path d="M${known.join("L")}${closed ? "Z" : ""}" fill-opacity="${closed ? 0.07 : 0}" stroke-width="1.75" stroke-linejoin="round"${dashed(entry)}/>`;
  return markup`<g stroke="${dataInk(k)}" fill="${dataInk(k)}">${known.length > 1 ? outline : []}${SIDES.map((side) => marks(entry, side, scale, k))}</g>
`;
}

function dashed(entry: TriangleEntry): Markup {
  return asMarkup(entry.role === "ood" ? ' stroke-dasharray="6 4"' : "");
}

/** Band, tick and point; those of later data sets are narrower or hollow, so that equal values do not hide each other. */
function marks(entry: TriangleEntry, side: Side, scale: Scale, k: number): Markup {
  const { score, chance, interval } = entry.vertices[side];
  const at = (value: number, across = 0) => point(AXES[side], scale(value), across);
  const breadth = Math.max(11 - 2 * k, 5);
  const title = `${isolate(entry.name)}: ${side} ${valueText(entry, side)}`;
  const band =
    interval && markup`<path d="M${at(interval[0])}L${at(interval[1])}" stroke-width="${2 * breadth}" opacity="0.35"/>`;
  const tick =
    chance !== null && markup`<path d="M${at(chance, -breadth)}L${at(chance, breadth)}" stroke-width="2.5"/>`;
  const dot =
    score !== null && markup`<g transform="translate(${at(score)})"><title>${title}</title>${shape(entry)}</g>`;
  return markup`${band || []}${tick || []}${dot || []}`;
}

function yardstickMarks(entry: TriangleEntry, yardstick: Yardstick | null, scale: Scale, k: number): Markup[] {
  return SIDES.flatMap((side) => {
    const score = yardstickScore(yardstick, entry, side);
    if (score === null || yardstick === null) return [];
    const title = `${isolate(yardstick.label)}, ${isolate(entry.name)}: ${side} ${fixed(score)}`;
    const at = point(AXES[side], scale(score), 0);
    return [
      markup`<path transform="translate(${at})" d="M0,-8L8,0L0,8L-8,0Z" fill="${ink("paper")}" fill-opacity="0.6" stroke="${dataInk(k)}" stroke-width="1.75"><title>${title}</title></path>`,
    ];
  });
}

function shape(entry: TriangleEntry): Markup {
  return asMarkup(entry.role === "ood" ? '<circle r="6" fill="none" stroke-width="2"/>' : '<circle r="4"/>');
}

function label(entries: readonly TriangleEntry[], side: Side): Markup {
  const axis = AXES[side];
  const x = axis.x * RADIUS;
  const y = axis.y < 0 ? -RADIUS - 22 - entries.length * LINE - LINE : axis.y * RADIUS + 38;
  const kinds = [...new Set(entries.map((entry) => entry.vertices[side].kind))];
  const measures = kinds.map((kind) => (kinds.length > 1 ? SHORT_KIND_NAMES : KIND_NAMES)[kind]).join(" or ");
  const lines = entries.map((entry, k) => valueLine(entry, side, k, x, y + HEAD + k * LINE));
  return markup`<g text-anchor="middle"><text x="${px(x)}" y="${px(y)}" font-size="20" font-weight="600">${axis.title}</text><text x="${px(x)}" y="${px(y + LINE - 2)}" font-size="14" fill="${ink("muted")}">${measures}</text>${lines}</g>
`;
}

function valueLine(entry: TriangleEntry, side: Side, k: number, x: number, y: number): Markup {
  const { score, interval } = entry.vertices[side];
  const between = interval === null ? "" : ` ${intervalText(interval)}`;
  return markup`<text x="${px(x)}" y="${px(y)}" style="font-variant-numeric: tabular-nums"><tspan fill="${dataInk(k)}">${entry.role === "ood" ? "○" : "●"}</tspan> <tspan font-weight="600">${score === null ? DASH : fixed(score)}</tspan><tspan font-size="14" fill="${ink("muted")}">${between}</tspan><title>${isolate(entry.name)}: ${valueText(entry, side)}</title></text>`;
}

function point(axis: Axis, along: number, across: number): string {
  return `${px(axis.x * along - axis.y * across)},${px(axis.y * along + axis.x * across)}`;
}

function px(value: number): number {
  return Math.round(10 * value) / 10 + 0;
}
