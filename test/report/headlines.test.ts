import { describe, expect, test } from "vitest";
import { headline } from "../../src/report/headlines.js";
import type { Vertex } from "../../src/study/results.js";
import { emptied, entryOf } from "./variants.js";

function said(side: "static" | "functional" | "sparsity", vertex: Partial<Vertex>): string {
  const entry = entryOf();
  return headline({ ...entry, vertices: { ...entry.vertices, [side]: { ...entry.vertices[side], ...vertex } } }, side);
}

describe("headline", () => {
  test("says in plain words how far a side is from chance", () => {
    expect(said("static", {})).toBe(
      "Their last representations are 89% of the way from unrelated to the same geometry.",
    );
    expect(said("functional", {})).toBe("Their predictions are 94% of the way from chance to the same.");
    expect(said("sparsity", { score: 0.9 })).toContain("0.100 apart on average");
  });

  test("claims nothing where the value cannot be told from chance", () => {
    expect(said("static", { score: 0.02, interval: [-0.01, 0.05] })).toContain("no more alike than unrelated ones");
    expect(said("functional", { score: 0.2, chance: 0.3, interval: null })).toContain("no more alike than chance");
  });

  test("tells connectivity by what is lost on the way", () => {
    expect(said("functional", { kind: "lmc", score: 0.9 })).toContain("lose up to 10% of the accuracy above guessing");
    expect(said("functional", { kind: "lmc", score: 1 })).toContain("work as well");
    expect(said("functional", { kind: "lmc", score: 0 })).toContain("at worst all accuracy above guessing is lost");
  });

  test("gives the reason where there is no value", () => {
    expect(headline(emptied(entryOf()), "static")).toBe("No value: a is constant.");
  });
});
