import { describe, expect, test } from "vitest";
import { leftOutCaveat, scope, towerCaveat } from "../../../src/study/findings/caveats.js";
import { modelNamed } from "./evidence-of-models.js";

describe("scope", () => {
  test("says of one model that it is one, and nothing of none", () => {
    expect(scope([modelNamed("a", "cnn")], "networks")).toBe(
      "This one model of 1 family (1 cnn) does not support claims about networks in general.",
    );
    expect(scope([], "families")).toBeNull();
  });

  test("says that each family is one recipe only where that is known of all", () => {
    const of = (recipes: readonly (string | null)[]) =>
      scope(
        recipes.map((recipe, i) => modelNamed(`m${i}`, i < 2 ? "cnn" : "vit", { recipe })),
        "families",
      );
    expect(of(["x", "x", "y"])).toContain("(2 cnn and 1 vit; each family one training recipe)");
    expect(of(["x", "y", "z"])).not.toContain("recipe");
    expect(of(["x", "x", null])).not.toContain("recipe");
  });
});

describe("the other caveats", () => {
  test("are there only where there is something to say", () => {
    expect(towerCaveat([modelNamed("a", "cnn")])).toBeNull();
    expect(towerCaveat([modelNamed("a", "vlm", { tower: "vit" })])).toContain("a (vit)");
    expect(leftOutCaveat([{ leftOut: [] }, { leftOut: [] }])).toBeNull();
    const twice = { leftOut: [{ model: "a", why: "failed: x" }] };
    expect(leftOutCaveat([twice, twice])).toBe("Not counted: a (failed: x).");
  });
});
