import { describe, expect, test } from "vitest";
import { connectivitySection } from "../../../src/report/sections/connectivity-section.js";
import type { DataEntry } from "../../../src/study/results.js";
import { compareResult } from "../../support/compare-result.js";
import { shown } from "../shown.js";
import { connected, entryOf } from "../variants.js";

function sectionOf(...data: readonly DataEntry[]): string {
  return shown(connectivitySection({ ...compareResult(), data: [...data] }).markup);
}

describe("connectivitySection", () => {
  test("is not there where no data set has a path", () => {
    expect(sectionOf(entryOf(), entryOf(1))).toBe("");
  });

  test("draws error and loss of those that have one, with barriers, n and what the path leaves out", () => {
    const section = sectionOf(connected(entryOf()), entryOf(1));
    expect(section.match(/<svg/g)).toHaveLength(2);
    expect(section.match(/<h3>/g)).toHaveLength(1);
    expect(section).toContain(
      "the error rises to 55.6% at α = 0.50, 48.6 percentage points above the mean of the ends",
    );
    expect(section).toContain("the loss rises by up to 1.940 above the line between the ends");
    expect(section).toContain("error barrier takes: 0.412 (95% interval [0.372, 0.452])");
    expect(section).toContain("11 networks evaluated, both ends included, over <i>n</i>&nbsp;=&nbsp;800 examples");
    expect(section).toContain("nothing is aligned");
  });

  test("has every point in numbers", () => {
    const section = sectionOf(connected(entryOf()));
    expect(section).toContain("naive path");
    expect(section).toContain('<tr><th scope="row">0.50</th><td>44.4%</td><td>55.6%</td><td>2.290</td></tr>');
    expect(section.match(/<tr><th scope="row">/g)).toHaveLength(11);
  });

  test("gives the reason where the path has no connectivity, or no interval", () => {
    const { reasons, ...entry } = connected(entryOf(), null);
    const section = sectionOf({ ...entry, reasons: { ...reasons, "functional.connectivity.lmc": "at chance" } });
    expect(section).toContain("Linear mode connectivity: – (at chance).");
    const one = connected(entryOf(), 1);
    const { connectivity } = one.functional;
    if (connectivity === null) throw new Error("no path");
    const open = {
      ...one,
      functional: { ...one.functional, connectivity: { ...connectivity, lmcInterval: null } },
      reasons: { ...one.reasons, "functional.connectivity.lmcInterval": "no spread" },
    };
    expect(sectionOf(open)).toContain("error barrier takes: 1.000 (no interval: no spread)");
  });
});
