import { describe, expect, test } from "vitest";
import { pooledTracking } from "../../../src/study/findings/pooled-tracking.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close, closeAll } from "../../support/close.js";

const namesOf = (groups: readonly string[]) => groups.map((_, i) => `m${i}`);

describe("pooledTracking", () => {
  test("is the correlation of what a regression on levels leaves, p from every exchange of curves", () => {
    expect(golden.pooled).toHaveLength(3);
    for (const { groups, c, a, r, p, orders, interval } of golden.pooled) {
      const found = pooledTracking(namesOf(groups), groups, c, a, 0);
      close(found.r.value ?? Number.NaN, r, 1e-10);
      closeAll(found.r.interval ?? [], interval, 1e-8);
      close(found.test?.pValue ?? Number.NaN, p, 1e-12);
      expect(found.test).toMatchObject({ permutations: orders, exhaustive: true });
    }
  });

  test("sees nothing in a common fall", () => {
    const fall = (i: number) => [0.9, 0.7, 0.3].map((value, k) => value + (((i * 7 + k * 3) % 5) - 2) / 100);
    const other = (i: number) => [0.9, 0.5, 0.1].map((value, k) => value + (((i * 3 + k * 4) % 5) - 2) / 100);
    const names = namesOf([..."xxxxxx"]);
    const found = pooledTracking(
      names,
      [..."xxxxxx"],
      names.map((_, i) => fall(i)),
      names.map((_, i) => other(i)),
      0,
    );
    expect(found.verdict).toBe("not supported");
  });

  test("sees within groups what holds within them, whatever the groups differ in", () => {
    // Groups go up in both; within each, c goes up as a goes down.
    const groups = [..."aaabbb"];
    const c = groups.map((group, i) => [0, 1].map((k) => (group === "a" ? 0 : 1) + 0.1 * (i % 3) + k / 1000));
    const a = groups.map((group, i) => [0, 1].map((k) => (group === "a" ? 0 : 1) - 0.1 * (i % 3) + k / 1000));
    const names = namesOf(groups);
    expect(pooledTracking(names, [..."xxxxxx"], c, a, 0).r.value).toBeGreaterThan(0.8);
    const within = pooledTracking(names, groups, c, a, 0);
    expect(within.r.value).toBeCloseTo(-1, 9);
    expect(within.reasons["r.interval"]).toBeDefined();
    expect(within.test?.pValue).toBe(1);
    expect(within.verdict).toBe("not supported");
  });

  test("cannot be told from three models, nor from curves that do not differ", () => {
    const curves = [
      [0.9, 0.5],
      [0.8, 0.3],
      [0.7, 0.1],
    ];
    const three = pooledTracking(["a", "b", "c"], [..."xxx"], curves, curves, 0);
    expect(three.verdict).toBe("not testable");
    expect(three.reasons.verdict).toBe("so few models can give no p below 0.167");
    const same = [
      [0.9, 0.5],
      [0.9, 0.5],
    ];
    const found = pooledTracking(["a", "b"], [..."xx"], same, curves.slice(0, 2), 0);
    expect(found).toMatchObject({ r: { value: null, interval: null }, test: null, verdict: "not testable" });
    expect(found.reasons.r).toBe("the curves of no two models to be compared differ");
    // One model a group: nothing is left of it.
    expect(pooledTracking(["a", "b", "c"], [..."abc"], curves, curves, 0).verdict).toBe("not testable");
  });
});
