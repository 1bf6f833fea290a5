import { expect, test } from "vitest";
import { standaloneSvg } from "../../src/report/standalone-svg.js";

test("colours become the light ones and the font a common one", () => {
  const svg = standaloneSvg(
    '<svg font-family="system-ui, sans-serif" fill="currentColor"><path stroke="var(--rule, #dddee2)"/></svg>',
  );
  expect(svg).toContain('font-family="Helvetica, Arial, sans-serif" fill="#1d1f23"');
  expect(svg).toContain('stroke="#dddee2"');
  expect(svg).not.toMatch(/var\(|currentColor/);
});

test("what a name says is left alone", () => {
  expect(standaloneSvg("<svg><text>var(--a, b) currentColor</text></svg>")).toContain(">var(--a, b) currentColor<");
});
