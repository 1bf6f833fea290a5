import { expect, test } from "vitest";
import { PALETTE } from "../../src/report/palette.js";
import { STYLESHEET } from "../../src/report/stylesheet.js";

test("the style loads nothing", () => {
  expect(STYLESHEET).not.toMatch(/url\(|@import|@font-face|<\//i);
});

test("every colour comes from the palette, light and dark", () => {
  for (const [name, [light, dark]] of Object.entries(PALETTE)) {
    expect(STYLESHEET).toContain(`--${name}: ${light};`);
    expect(STYLESHEET).toContain(`--${name}: ${dark};`);
  }
  const used = [...STYLESHEET.matchAll(/var\(--(\w+)\)/g)].map(([, name]) => name);
  expect(used.filter((name) => name === undefined || !(name in PALETTE || ["map", "natural"].includes(name)))).toEqual(
    [],
  );
});

test("nothing moves for a reader who wants less motion", () => {
  const calm = STYLESHEET.replace(/@media \(prefers-reduced-motion: no-preference\) \{ .*\}/g, "");
  expect(calm).not.toBe(STYLESHEET);
  expect(calm).not.toMatch(/scroll-behavior|transition|animation/);
});
