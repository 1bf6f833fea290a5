import { describe, expect, test } from "vitest";
import { layerMap } from "../../../src/measures/layer-map.js";
import { procrustesChance } from "../../../src/measures/procrustes-chance.js";
import { MEASURES } from "../../../src/measures/table.js";
import { procrustesMap } from "../../../src/sides/static/procrustes-map.js";
import { build, gaussian } from "../../kernels/matrices.js";

const N = 12;
const [x1, x2, y] = [gaussian(N, 3, 1), gaussian(N, 20, 2), gaussian(N, 4, 3)];
const constant = build(N, 2, () => 1);

describe("procrustesMap", () => {
  test("has the scores, their chance of five permutations, and what these were drawn with", () => {
    const { value, reasons } = procrustesMap([x1, x2], [y], { forced: false, seed: 7 });
    expect(value).toEqual({
      scores: layerMap(MEASURES.procrustes, [x1, x2], [y]),
      chance: procrustesChance([x1, x2], [y], { seed: 7, permutations: 5 }),
      draws: { permutations: 5, seed: 7 },
    });
    expect(reasons).toEqual({});
  });

  test("explains empty cells of both tables", () => {
    const { reasons } = procrustesMap([x1, constant], [y], { forced: false, seed: 0 });
    expect(Object.keys(reasons)).toEqual(["procrustes.1.0", "chance.procrustes.1.0"]);
    expect(reasons["chance.procrustes.1.0"]).toMatch("does not vary");
  });

  test("leaves out chance where five more maps cost too much, and all where one does, unless forced", () => {
    // 370 cells of 300³ are affordable, a sixth of them with their chance. Layers that do not vary take no time.
    const wide = { rows: 300, columns: 300, data: new Float32Array(300 * 300) };
    const layers = (count: number) => new Array(count).fill(wide);
    const dear = procrustesMap(layers(12), layers(18), { forced: false, seed: 0 });
    expect(dear.value.scores).toHaveLength(12);
    expect([dear.value.chance, dear.value.draws]).toEqual([null, null]);
    expect(dear.reasons["chance.procrustes"]).toBe(
      "5 permutations are too costly for layers this wide; asking for the measure procrustes computes it",
    );
    expect(dear.reasons["draws.procrustes"]).toBe(dear.reasons["chance.procrustes"]);
    const dearer = procrustesMap(layers(18), layers(25), { forced: false, seed: 0 });
    expect(dearer.value).toEqual({ scores: null, chance: null, draws: null });
    expect(Object.keys(dearer.reasons)).toEqual(["procrustes", "chance.procrustes", "draws.procrustes"]);
    const forced = procrustesMap(layers(18), layers(25), { forced: true, seed: 0 });
    expect(forced.value.chance).toHaveLength(18);
    expect(forced.value.draws).toEqual({ permutations: 5, seed: 0 });
  });
});
