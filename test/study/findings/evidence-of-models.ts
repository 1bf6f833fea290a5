import type { DataEvidence, ModelCurves, ModelEvidence, PairMatrix } from "../../../src/study/findings/evidence.js";

/** A model of a test, by its name and family alone unless more is said. */
export function modelNamed(name: string, family: string, more: Partial<ModelEvidence> = {}): ModelEvidence {
  return { name, family, fork: null, twins: null, parameters: 1000, latency: null, failure: null, ...more };
}

/** m × m, 1 on the diagonal, elsewhere a function of the two places, the smaller first. */
export function pairMatrix(m: number, of: (i: number, j: number) => number | null): PairMatrix {
  return Array.from({ length: m }, (_, i) =>
    Array.from({ length: m }, (_, j) => (i === j ? 1 : of(Math.min(i, j), Math.max(i, j)))),
  );
}

/** A number from 0 to 1 that two places and nothing else decide. */
export function scattered(i: number, j: number): number {
  return ((i * 7919 + j * 104_729 + 31 * i * j) % 1009) / 1009;
}

/** A data set of m models, on which nothing but the static side is known unless more is said. */
export function dataOf(m: number, raw: PairMatrix, more: Partial<DataEvidence> = {}): DataEvidence {
  const unknown = pairMatrix(m, () => null);
  return {
    name: "d",
    role: "id",
    classes: 10,
    static: { raw, calibrated: raw, angle: null },
    functional: unknown,
    sparsity: unknown,
    accuracy: new Array<null>(m).fill(null),
    levels: [0],
    curves: new Array<null>(m).fill(null),
    gains: [],
    ...more,
  };
}

/** Curves of self-similarity and of accuracy above chance. */
export function curvesOf(cka: ModelCurves["cka"], aboveChance: ModelCurves["aboveChance"]): ModelCurves {
  return { cka, aboveChance, accuracy: aboveChance, retention: aboveChance, realSparsity: cka.map((_, k) => k / 10) };
}

/** Places in a result, by key path, that JSON cannot hold: NaN, infinite or undefined. */
export function unwritable(value: unknown, path = ""): readonly string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [path];
  if (value === undefined) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => unwritable(part, path === "" ? key : `${path}.${key}`));
}
