import { expect } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { cka } from "../../src/measures/cka.js";
import type { CkaCell } from "../../src/measures/cka-cells.js";
import { type CkaMapOptions, ckaMap } from "../../src/measures/cka-map.js";
import { type CkaPlan, planCka } from "../../src/measures/cka-plan.js";
import type { Score } from "../../src/measures/score.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { HARD } from "./ucentred/representations.js";

/** Layers that share some of what they say, n × p each. */
export function related(n: number, widths: readonly number[], offset = 0): readonly Matrix[] {
  const common = gaussian(n, 4, 99);
  return widths.map((p, k) => {
    const own = gaussian(n, p, k + 1);
    return build(n, p, (i, j) => at(own, i, j) + at(common, i, j % 4) + offset);
  });
}

/** Layers that are hard on the arithmetic. */
export function hard(n: number, p: number): readonly Matrix[] {
  return Object.values(HARD).map((make) => make(n, p));
}

export function single(layer: Matrix): Matrix {
  return { ...layer, data: Float32Array.from(layer.data) };
}

/** How far a cell may be from what `cka` says: the score, and everything else. */
export interface Tolerance {
  readonly score: number;
  readonly others: number;
}

export const TOLERANCES = {
  float64: { score: 1e-9, others: 1e-8 },
  float32: { score: 1e-6, others: 1e-5 },
} as const satisfies Record<string, Tolerance>;

/** Fails unless a cell says what a score says. */
export function sameCell(cell: CkaCell, expected: Score, { score, others }: Tolerance, what: string): void {
  expect(cell.reasons, what).toEqual(expected.reasons);
  near(cell.score, expected.score, score, `${what}, score`);
  expect(cell.chance, what).toBe(expected.chance);
  for (const field of ["threshold", "calibrated", "pValue"] as const)
    near(cell[field], expected[field], others, `${what}, ${field}`);
  for (const end of [0, 1] as const)
    near(cell.interval?.[end] ?? null, expected.interval?.[end] ?? null, others, `${what}, interval[${end}]`);
  const floored = cell.tail === null ? null : Math.max(0.001, cell.tail);
  expect(cell.pValue, `${what}, tail`).toBe(floored);
}

function near(actual: number | null, expected: number | null, tolerance: number, what: string): void {
  if (actual === null || expected === null) expect(actual, what).toBe(expected);
  // What is calibrated by a threshold near 1 is large.
  else if (!(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))))
    expect.fail(`${what}: ${actual} is not ${expected}`);
}

/** What `cka` says of every pair of layers. */
export function pairByPair(layers: readonly Matrix[]): readonly (readonly Score[])[] {
  return layers.map((x) => layers.map((y) => cka(x, y)));
}

/** Makes a map and fails unless every cell says what `cka` says of its pair; its plan. */
export async function expectMap(
  layers: readonly Matrix[],
  expected: readonly (readonly Score[])[],
  tolerance: Tolerance,
  options: CkaMapOptions,
): Promise<CkaPlan> {
  const { cells, plan } = await ckaMap(layers, options);
  expect(cells.map((row) => row.length)).toEqual(layers.map(() => layers.length));
  for (const [k, row] of expected.entries())
    for (const [l, score] of row.entries()) {
      const cell = cells[k]?.[l];
      if (cell === undefined) throw new Error(`there is no cell ${k}, ${l}`);
      sameCell(cell, score, tolerance, `${plan.route} ${JSON.stringify(plan.block)}, cell ${k}, ${l}`);
      expect(cells[l]?.[k]).toBe(cell);
    }
  return plan;
}

/** One memory for each exact plan that there is, from the most to the least that does. */
export function memories(layers: readonly Matrix[], options: Omit<CkaMapOptions, "memory">): readonly number[] {
  const shapes = { n: layers[0]?.rows ?? 0, widths: layers.map(({ columns }) => columns) };
  const found = new Map<string, number>();
  for (let memory = 1e9; memory > 1000; memory /= 1.05) {
    const plan = planned(() => planCka(shapes, { ...options, memory }));
    if (plan !== null && plan.block !== null) found.set(JSON.stringify([plan.route, plan.block]), memory);
  }
  return [...found.values()];
}

function planned(plan: () => CkaPlan): CkaPlan | null {
  try {
    return plan();
  } catch {
    return null;
  }
}
