import { expect, test } from "vitest";
import type { Matrix } from "../../../src/kernels/matrix.js";
import { penultimatesWork } from "../../../src/study/tasks/map-work.js";
import type { StudyContext, Values } from "../../../src/study/tasks/study-context.js";
import type { Workshop } from "../../../src/study/tasks/workshop.js";

const rows = 10_000;
const narrow: Matrix = { rows, columns: 2, data: new Float32Array(2 * rows) };
const wide: Matrix = { rows, columns: 64, data: new Float32Array(64 * rows) };
const double: Matrix = { ...narrow, data: new Float64Array(2 * rows) };

/** In which precision a map of layers is made. */
async function precisionOf(...layers: readonly Matrix[]): Promise<unknown> {
  let precision: unknown;
  const map = async (_: unknown, options: { readonly precision: unknown }) => {
    precision = options.precision;
    return { cells: [], plan: null };
  };
  await penultimatesWork(
    { models: layers.map((_, m) => m), data: 0, level: 0 } as unknown as Parameters<typeof penultimatesWork>[0],
    { matrices: { map } } as unknown as Workshop,
    { settings: { levels: [0] }, datasets: [{ n: rows }] } as unknown as StudyContext,
    { dense: async (m: number) => ({ dense: { penultimate: layers[m] } }) } as unknown as Values,
  );
  return precision;
}

test("the precision of a map of penultimate layers hangs on the widest, not on which models come first", async () => {
  expect(await precisionOf(narrow, narrow, wide, wide)).toBe(await precisionOf(wide, wide, narrow, narrow));
  expect(await precisionOf(wide, wide)).toBe("float32");
  expect(await precisionOf(narrow, narrow)).toBe("float64");
  expect(await precisionOf(wide, wide, double)).toBe("float64");
});
