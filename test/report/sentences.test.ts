import { describe, expect, test } from "vitest";
import { sentences, vertexReason } from "../../src/report/sentences.js";
import type { DataEntry, Vertex } from "../../src/study/results.js";
import { connected, emptied, entryOf } from "./variants.js";

function withVertex(entry: DataEntry, side: keyof DataEntry["vertices"], change: Partial<Vertex>): DataEntry {
  return { ...entry, vertices: { ...entry.vertices, [side]: { ...entry.vertices[side], ...change } } };
}

function withCka(entry: DataEntry, change: object): DataEntry {
  const representation = { ...entry.static.representation };
  representation.cka = Object.assign({}, representation.cka, change);
  return { ...entry, static: { ...entry.static, representation } };
}

describe("each side is one sentence of plain words", () => {
  const told = sentences(entryOf());

  test("static: the value, its ends, its interval and its distance from the null", () => {
    expect(told.static).toBe(
      "The two penultimate layers have a CKA of 0.893 (95% interval 0.873 to 0.913 over 1,000 examples), where 1 is " +
        "the same geometry up to rotation and scale; that is 89% of the way to 1 from the 0.006 that 19 of 20 " +
        "unrelated pairs stay below (p < 0.001).",
    );
  });

  test("functional: what 1 − JSD is, its distance from chance, and why it is not LMC", () => {
    expect(told.functional).toBe(
      "On average the two networks’ class probabilities are 0.052 of a possible 1 bit apart (Jensen–Shannon " +
        "divergence, JSD), so 1 − JSD is 0.948 (95% interval 0.940 to 0.955 over 1,000 examples); that is 94% of the " +
        "way from chance (0.126) to 1; 1 − JSD stands in for linear mode connectivity (the models have " +
        "different parameters).",
    );
  });

  test("sparsity: what robustness is, and that alone it is a weak sign without a null model", () => {
    expect(told.sparsity).toBe(
      "Pruned alike at 11 levels, the two networks’ similarity to their dense selves differs by 0.058 on average, so " +
        "robustness is 0.942 (95% interval 0.931 to 0.953 over 1,000 examples); alone this is a weak sign, because it " +
        "has no null model: nothing says how high two unrelated networks would come.",
    );
  });

  test("each ends once, with a full stop", () => {
    for (const sentence of Object.values(told)) expect(sentence.match(/[.!?](\s|$)/g)).toHaveLength(1);
  });
});

describe("what is close to chance is not dressed up", () => {
  test("a CKA whose p-value is above .05 is called reachable by chance", () => {
    const told = sentences(withCka(entryOf(), { pValue: 0.34 })).static;
    expect(told).toContain("unrelated layers reach that much by chance alone (p = 0.340)");
    expect(told).not.toContain("of the way");
  });

  test("a CKA without a calibrated value is compared with the threshold alone", () => {
    expect(sentences(withCka(entryOf(), { calibrated: null, pValue: 0.02 })).static).toContain(
      "that is above the 0.006 that 19 of 20 unrelated pairs stay below (p = 0.020)",
    );
  });

  test("a CKA without a null is compared with chance", () => {
    expect(sentences(withCka(entryOf(), { threshold: null })).static).toContain(
      "that is 89% of the way from chance (0.000) to 1",
    );
  });

  test("an interval around chance cannot be told from it", () => {
    const entry = withVertex(entryOf(), "functional", { score: 0.13, interval: [0.1, 0.2] });
    expect(sentences(entry).functional).toContain("that cannot be told from chance (0.126)");
  });

  test("a value below chance is not above it", () => {
    const entry = withVertex(entryOf(), "functional", { score: 0.05, interval: [0.02, 0.1] });
    expect(sentences(entry).functional).toContain("that is not above chance (0.126)");
  });
});

describe("what is missing gives its reason", () => {
  test("a side without a value", () => {
    expect(sentences(emptied(entryOf()))).toEqual({
      static: "The static side has no value: a is constant.",
      functional: "The functional side has no value: different class sets.",
      sparsity: "The sparsity side has no value: no level above 0.",
    });
  });

  test("a value without an interval or without chance", () => {
    const entry = withVertex(entryOf(), "functional", { chance: null, interval: null });
    const reasons = { "functional.predictive.jsd": "one example only" };
    const told = sentences({ ...entry, reasons }).functional;
    expect(told).toContain("(no interval: one example only)");
    expect(told).toContain("its chance is not known: one example only");
    expect(told).toContain("(no reason was recorded).");
  });

  test("levels without self-similarity", () => {
    const entry = entryOf();
    const cka = entry.sparsity.b.cka.map((value, index) => (index === 11 ? null : value));
    const sparsity = { ...entry.sparsity, b: { ...entry.sparsity.b, cka } };
    const told = sentences({ ...entry, sparsity, reasons: { "sparsity.b.cka.11": "constant" } }).sparsity;
    expect(told).toContain("Pruned alike at 10 levels");
    expect(told).toContain("; left out: level 0.99 (constant).");
  });

  test("the reason of the vertex itself comes first", () => {
    const reasons = { "vertices.static.interval": "n is 4", "static.representation.cka.interval": "other" };
    expect(vertexReason({ ...entryOf(), reasons }, "static", "interval")).toBe("n is 4");
  });
});

describe("linear mode connectivity", () => {
  test("is told as what is lost on the way between the weights", () => {
    expect(sentences(connected(entryOf())).functional).toBe(
      "Along the straight line between the two networks’ weights (naive path, no alignment) the error rises by at most " +
        "48.6 percentage points above the mean of the ends, 59% of the accuracy that lies above guessing, so linear mode " +
        "connectivity (LMC) is 0.412 (95% interval 0.372 to 0.452 over 800 examples), where 1 is no loss on the way and " +
        "0, its chance, all of it; LMC and not 1 − JSD stands here, because the two networks have the same parameters to " +
        "interpolate; without alignment a low value may only mean that they order their channels differently.",
    );
  });

  test("needs no word of alignment where little is lost", () => {
    expect(sentences(connected(entryOf(), 0.95)).functional).toMatch(/parameters to interpolate\.$/);
  });

  test("says so where the highest error is an end's own", () => {
    const entry = connected(entryOf());
    const { connectivity } = entry.functional;
    if (connectivity === null) throw new Error("no path");
    const sloping = (accuracy: readonly number[]) => {
      const naive = { ...connectivity.naive, accuracy };
      return sentences({ ...entry, functional: { ...entry.functional, connectivity: { ...connectivity, naive } } });
    };
    expect(sloping([0.9, 0.8, 0.5]).functional).toContain(
      "above the mean of the ends (at B itself: no network between errs more), 59%",
    );
    expect(sloping([0.5, 0.5, 0.9]).functional).toContain("(at A itself: ");
    for (const accuracy of [
      [0.9, 0.4, 0.5],
      [0.9, 0.9, 0.9],
    ])
      expect(sloping(accuracy).functional).not.toContain("itself");
  });

  test("gives its reason where 1 − JSD stands in although there is a path", () => {
    const { functional, reasons } = connected(entryOf(), null);
    const why = { ...reasons, "functional.connectivity.lmc": "both are at chance" };
    expect(sentences({ ...entryOf(), functional, reasons: why }).functional).toContain(
      "1 − JSD stands in for linear mode connectivity (both are at chance).",
    );
  });
});
