import { describe, expect, test } from "vitest";
import { dataInk, type Ink, ink, PALETTE } from "../../src/report/palette.js";

describe("the palette", () => {
  const text: Ink[] = ["ink", "muted", "a", "b", "cross", "up", "down", "data1", "data2", "data3", "data4"];

  test.each(text)("%s reads on paper, light and dark (WCAG AA)", (name) => {
    for (const scheme of [0, 1] as const) {
      expect(contrast(PALETTE[name][scheme], PALETTE.paper[scheme])).toBeGreaterThan(4.5);
    }
  });
});

test("a colour falls back to its light value where the page's style is missing", () => {
  expect(ink("b")).toBe(`var(--b, ${PALETTE.b[0]})`);
});

test("data sets have four colours, then they repeat", () => {
  expect(new Set([0, 1, 2, 3].map(dataInk)).size).toBe(4);
  expect(dataInk(4)).toBe(dataInk(0));
});

function contrast(x: string, y: string): number {
  const [dark, light] = [luminance(x), luminance(y)].toSorted((p, q) => p - q);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
