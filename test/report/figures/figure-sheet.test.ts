import { expect, test } from "vitest";
import { figureSheet } from "../../../src/report/figures/figure-sheet.js";

const SIZE = { width: 84, height: 68 };

function cards(count: number) {
  return Array.from({ length: count }, (_, k) => ({
    svg: '<svg viewBox="-42 -44 84 68" width="84" height="68"><path d="M0,0"/></svg>',
    lines: [
      { mark: "●", colour: "var(--a, #0a62ad)", text: `model ${k} & a very long name` },
      { mark: "■", colour: "var(--b, #bf4d06)", text: "other" },
    ],
  }));
}

test("figures stand in rows of eight, each above its names, none over another", () => {
  const svg = figureSheet("Pairs", cards(10), SIZE);
  const places = [...svg.matchAll(/<svg x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(new Set(places.map(String)).size).toBe(10);
  expect(places.filter(([, y]) => y === places[0]?.[1])).toHaveLength(8);
  const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
  for (const [x = 0, y = 0] of places) expect([x + 84 <= width, y + 68 <= height]).toEqual([true, true]);
  expect(svg.match(/<text/g)).toHaveLength(20);
  expect(svg).toContain('<tspan fill="var(--b, #bf4d06)">■</tspan> other');
});

test("names are shortened and escaped, the label too", () => {
  const svg = figureSheet('"<', cards(1), SIZE);
  expect(svg).toContain('aria-label="&quot;&lt;"');
  expect(svg).toMatch(/model 0 [^<]*…[^<]*name</);
  expect(svg).not.toMatch(/ & /);
});

test("a sheet of nothing is empty", () => {
  expect(figureSheet("none", [], SIZE)).not.toMatch(/NaN|Infinity|<text/);
});
