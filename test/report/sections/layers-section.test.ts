import { describe, expect, test } from "vitest";
import { layersSection } from "../../../src/report/sections/layers-section.js";
import type { DataEntry } from "../../../src/study/results.js";
import { compareResult } from "../../support/compare-result.js";
import { shown } from "../shown.js";
import { entryOf } from "../variants.js";

function sectionOf(entry: DataEntry): string {
  return shown(layersSection({ ...compareResult(), data: [entry] }).markup);
}

describe("layersSection", () => {
  const section = shown(layersSection(compareResult()).markup);

  test("draws every map there is and gives the reason for the others", () => {
    // CKA at both scales and both networks with themselves on each, Procrustes at both scales on one.
    expect(section.match(/<svg/g)).toHaveLength(2 * 4 + 2);
    expect(section).toContain("Procrustes similarity map: – (Σ min(n,p,q)³ over its cells is above 1e10");
  });

  test("captions name the examples that the maps are of, where these are some of all", () => {
    const [entry] = compareResult().data;
    if (entry === undefined) throw new Error("no entry");
    const some = sectionOf({ ...entry, static: { ...entry.static, layers: { ...entry.static.layers, n: 500 } } });
    expect(some).toContain("over <i>n</i>&nbsp;=&nbsp;500 of the 1,000 examples");
    expect(some).not.toContain("<i>n</i>&nbsp;=&nbsp;1,000 examples");
  });

  test("captions name the measure, n and chance", () => {
    expect(section).toContain("<b>CKA</b> of each layer of A");
    expect(section).toContain("over <i>n</i>&nbsp;=&nbsp;1,000 examples");
    expect(section).toContain("chance is 0.000");
    expect(section).toContain(
      "chance lies between 0.180 and 0.230, each cell’s the mean of the same 5 permutations of the examples (seed 0): too few for a threshold.",
    );
    expect(section.match(/permutations of the examples/g)).toHaveLength(1);
    expect(section).toContain("<b>Procrustes similarity above chance</b>");
  });

  test("lists every measure of the penultimate layers with chance, threshold, p and interval", () => {
    expect(section).toContain(
      '<th scope="row">CKA</th><td>0.893</td><td>[0.873, 0.913]</td><td>0.000</td><td>0.006</td><td>0.892</td><td>&lt; 0.001</td>',
    );
    expect(section.match(/<th scope="row">Procrustes similarity<\/th>/g)).toHaveLength(2);
  });

  test("lists the best match of each layer by its full name", () => {
    expect(section).toContain(
      '<th scope="row"><code><bdi>/layer1/layer1.0/Relu_1_output_0</bdi></code></th><td><code><bdi>/layer1/layer1.0/Relu_1_output_0</bdi></code></td><td>0.888</td>',
    );
  });

  test("says so where chance is not known", () => {
    const entry = entryOf();
    const layers = { ...entry.static.layers, chance: { cka: null, procrustes: null } };
    const reasons = { "static.layers.chance": "not computed" };
    expect(sectionOf({ ...entry, static: { ...entry.static, layers }, reasons })).toContain(
      "chance is not given (not computed)",
    );
  });

  test("explains dashes and minus signs where the map has them", () => {
    const entry = entryOf();
    const layers = { ...entry.static.layers, procrustes: null, cka: [[0.5, null, -0.2]] };
    const part = sectionOf({ ...entry, static: { ...entry.static, layers } });
    expect(part).toContain("a dash is a value that is not defined; a minus sign is a value below 0.");
    const plain = { ...layers, cka: [[0.5, 0.4, 0.2]] };
    expect(sectionOf({ ...entry, static: { ...entry.static, layers: plain } })).not.toMatch(
      /a dash is|a minus sign is/,
    );
  });
});
