import { describe, expect, test } from "vitest";
import { wasmEngine } from "../../../src/kernels/matrix-engine.js";
import { alignedLayer } from "../../../src/measures/ucentred/aligned-layers.js";
import type { Wanted } from "../../../src/measures/ucentred/alignments.js";
import { gramRoute } from "../../../src/measures/ucentred/gram-route.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { frobenius, naiveGram, naiveUCentred, without } from "./brute-force.js";
import { HARD } from "./representations.js";
import { preparedOf } from "./routes.js";

const N = 24;
const inputs = [gaussian(N, 3, 1), gaussian(N, 8, 2)];
const whole = inputs.map((x) => naiveUCentred(naiveGram(x)));

async function alignmentsOf(layers: readonly ReturnType<typeof gaussian>[], wanted: Wanted = "statistics") {
  const prepared = preparedOf(layers, "float64");
  const n = layers[0]?.rows ?? 0;
  const alignments = await gramRoute(wasmEngine, prepared, { rows: n, columns: n }, wanted, () => {});
  return prepared.map((layer, k) => alignedLayer(alignments, layer, k));
}

describe("alignedLayer", () => {
  test("knows ⟨A,A⟩ with all examples and without each, of examples of length 1 on average", async () => {
    for (const [k, { self, parts }] of (await alignmentsOf(inputs)).entries()) {
      const [x, a] = [inputs[k] ?? gaussian(1, 1, 0), whole[k] ?? gaussian(1, 1, 0)];
      const gram = naiveGram(x);
      const scale = (Array.from({ length: N }, (_, i) => at(gram, i, i)).reduce((sum, l) => sum + l, 0) / N) ** 2;
      close(self, frobenius(a, a) / scale, 1e-11);
      const rest = Array.from({ length: N }, (_, i) => {
        const other = naiveUCentred(naiveGram(without(x, i)));
        return frobenius(other, other) / scale;
      });
      closeAll(parts?.selfWithout ?? [], rest, 1e-9);
    }
  });

  test("takes the sums of third order of its own place", async () => {
    const prepared = preparedOf(inputs, "float64");
    const alignments = await gramRoute(wasmEngine, prepared, { rows: N, columns: N }, "statistics", () => {});
    for (const [k, layer] of prepared.entries())
      expect(alignedLayer(alignments, layer, k).parts?.cubes).toEqual({
        entries: alignments.parts?.thirds?.cubes[k],
        trace: alignments.parts?.thirds?.traces[k],
      });
  });

  test("is sound, with statistics and without", async () => {
    for (const wanted of ["statistics", "rows", "scores"] as const)
      expect((await alignmentsOf(inputs, wanted)).map(({ isSound }) => isSound)).toEqual([true, true]);
    expect((await alignmentsOf(inputs, "scores")).map(({ parts }) => parts)).toEqual([null, null]);
  });

  test("is not sound of four examples, of which none can be left out", async () => {
    const few = [gaussian(4, 2, 1), gaussian(4, 3, 2)];
    expect((await alignmentsOf(few)).map(({ isSound }) => isSound)).toEqual([false, false]);
  });

  test.each(["with one row a thousand times the others", "with two rows a hundred times the others"])(
    "is not sound of a representation %s: its sums would lose their digits",
    async (name) => {
      const [layer] = await alignmentsOf([HARD[name]?.(N, 3) ?? gaussian(N, 3, 0)]);
      expect(layer?.isSound).toBe(false);
    },
  );

  test("is not sound where one example alone differs, or all are equally far apart", async () => {
    const lone = build(N, 2, (i, j) => (i === 3 ? j + 1 : 0));
    const simplex = build(N, N, (i, j) => Number(i === j));
    for (const wanted of ["statistics", "rows", "scores"] as const)
      expect((await alignmentsOf([lone, simplex], wanted)).map(({ isSound }) => isSound)).toEqual([false, false]);
  });
});
