import { DASH } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { dataInk, ink } from "../palette.js";
import { SIDES, type TriangleEntry } from "../sentences.js";

const RADIUS = 40;

/** Its size in pixels. */
export const SMALL_TRIANGLE = { width: 84, height: 68 } as const;

const CORNERS = {
  static: [0, -1],
  functional: [-Math.sqrt(3) / 2, 0.5],
  sparsity: [Math.sqrt(3) / 2, 0.5],
} as const;

/**
 * A triangle without words, to stand among many: static at the top, functional on the left, sparsity on the right, 1 at the
 * corners; values below 0 lie at the centre. A side without a value leaves the outline open, its other values are points, and
 * a dash stands at its corner.
 *
 * @param label - what it is of.
 */
export function smallTriangle(entries: readonly TriangleEntry[], label: string): Markup {
  const at = (side: keyof typeof CORNERS, value: number) => {
    const [x, y] = CORNERS[side];
    const along = RADIUS * Math.max(0, value);
    return [round(x * along), round(y * along)] as const;
  };
  const missing = SIDES.filter((side) => entries.some(({ vertices }) => vertices[side].score === null));
  const frame = SIDES.map((side) => at(side, 1)).join("L");
  const drawn = entries.map(({ role, vertices }, k) => {
    const known = SIDES.flatMap((side) => {
      const { score } = vertices[side];
      return score === null ? [] : [at(side, score)];
    });
    const whole = known.length === SIDES.length;
    const points = known.map(([x, y]) => markup`<circle cx="${x}" cy="${y}" r="2.25" fill="${dataInk(k)}"/>`);
    return markup`<path d="M${known.join("L")}${whole ? "Z" : ""}" fill="${dataInk(k)}" fill-opacity="${whole ? 0.12 : 0}" stroke="${dataInk(k)}" stroke-width="1.5"${role === "ood" ? markup` stroke-dasharray="4 2"` : []}/>${whole ? [] : points}`;
  });
  const dashes = missing.map((side) => {
    const [x, y] = at(side, 0.72);
    return markup`<text x="${x}" y="${y}" dy="0.32em" text-anchor="middle" font-size="12" fill="${ink("muted")}">${DASH}</text>`;
  });
  const without = missing.length === 0 ? "" : `, no value: ${missing.join(", ")}`;
  const { width, height } = SMALL_TRIANGLE;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}${without}" viewBox="${-width / 2} -44 ${width} ${height}" width="${width}" height="${height}"><path d="M${frame}Z" fill="none" stroke="${ink("rule")}"/>${drawn}${dashes}</svg>`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10 + 0;
}
