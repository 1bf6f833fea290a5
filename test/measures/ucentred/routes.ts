import { expect } from "vitest";
import type { Matrix } from "../../../src/kernels/matrix.js";
import type { Alignments } from "../../../src/measures/ucentred/alignments.js";
import { type LayerRows, layerRows, type Precision } from "../../../src/measures/ucentred/layer-rows.js";
import { at, build, gaussian, naiveProduct } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { entrywise, frobenius, naiveCentred, naiveGram, naiveUCentred, rowSums } from "./brute-force.js";

/** Layers of the same n examples that share some of what they say. */
export function layersOf(n: number, widths: readonly number[]) {
  const common = gaussian(n, 1, 50);
  return widths.map((p, k) => build(n, p, (i, j) => at(gaussian(n, p, k + 1), i, j) + at(common, i, 0)));
}

export function preparedOf(layers: readonly Matrix[], precision: Precision): readonly LayerRows[] {
  return layers.map((layer) => layerRows(layer, precision) ?? expect.fail("a layer is constant"));
}

/** Fails unless alignments are those of the layers' A, each about a mean and of examples of length 1 on average. */
export function expectAlignments(found: Alignments, layers: ReturnType<typeof layersOf>, relative: number): void {
  const whole = layers.map((x) => {
    const gram = naiveGram(naiveCentred(x));
    const mean = Array.from({ length: x.rows }, (_, i) => at(gram, i, i)).reduce((sum, k) => sum + k, 0) / x.rows;
    return naiveUCentred(build(x.rows, x.rows, (i, j) => at(gram, i, j) / mean));
  });
  for (const [k, a] of whole.entries()) {
    const norm = Math.sqrt(frobenius(a, a));
    for (const [l, b] of whole.entries()) {
      const scale = norm * Math.sqrt(frobenius(b, b));
      closeAll([found.product(k, l), scale], [frobenius(a, b), scale], relative);
      const rows = found.parts?.rows(k, l);
      // Rows cancel: their errors are of the size of a mean row of each layer alone.
      const row = scale / a.rows;
      if (rows) closeAll([...rows, row], [...rowSums(entrywise(a, b)), row], relative);
    }
    if (!found.parts?.thirds) continue;
    const cubes = a.data.reduce((sum, value) => sum + value ** 3, 0);
    const trace = frobenius(naiveProduct(a, a), a);
    closeAll([found.parts.thirds.cubes[k] ?? Number.NaN, norm ** 3], [cubes, norm ** 3], relative);
    closeAll([found.parts.thirds.traces[k] ?? Number.NaN, norm ** 3], [trace, norm ** 3], relative);
  }
}
