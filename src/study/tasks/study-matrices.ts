import type { StudyMatrices, StudyPair, StudyPairOnData } from "../results/study.js";
import type { SelfGaps } from "./self-gaps.js";

type Cell = number | null;

/** What a cell holds of a pair, and what of a model with itself. */
const SIDES: {
  readonly [side in keyof StudyMatrices]: {
    readonly of: (on: StudyPairOnData) => Cell;
    readonly self: number;
    readonly path: string;
  };
} = {
  static: { of: ({ vertices }) => vertices.static.score, self: 1, path: "vertices.static.score" },
  calibrated: {
    of: ({ static: { representation } }) => scoreOf(representation.cka)?.calibrated ?? null,
    ...{ self: 1, path: "static.representation.cka.calibrated" },
  },
  angle: { of: ({ static: { angle } }) => angle, self: 0, path: "static.representation.cka.score" },
  functional: { of: ({ vertices }) => vertices.functional.score, self: 1, path: "vertices.functional.score" },
  agreement: {
    of: ({ functional }) => functional.predictive?.agreement.score ?? null,
    ...{ self: 1, path: "functional.predictive" },
  },
  sparsity: { of: ({ vertices }) => vertices.sparsity.score, self: 1, path: "vertices.sparsity.score" },
};

/** Matrices of one data set, and why cells are `null`. */
export interface MadeMatrices {
  readonly matrices: StudyMatrices;
  /** `side.i.j` → why. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * The sides of all pairs on one data set as m × m matrices, in the order of the models.
 *
 * @param failures - one a model, `null` where it did not fail.
 * @param gaps - one a model, where it has no value even with itself.
 */
export function studyMatrices(
  names: readonly string[],
  failures: readonly (string | null)[],
  pairs: readonly StudyPair[],
  data: string,
  gaps: readonly SelfGaps[] = [],
): MadeMatrices {
  const reasons: Record<string, string> = {};
  const known = new Map(pairs.map((pair) => [key(pair.a, pair.b), pair]));
  const withItself = (side: keyof StudyMatrices, i: number, j: number) => (i === j ? (gaps[i]?.[side] ?? null) : null);
  const cell = (side: keyof StudyMatrices, i: number, j: number): Cell => {
    const { of, self, path } = SIDES[side];
    const failure = failures[i] ?? failures[j] ?? withItself(side, i, j);
    const pair = known.get(key(names[i] ?? "", names[j] ?? ""));
    const on = pair?.data.find(({ name }) => name === data);
    const value = failure !== null ? null : i === j ? self : on === undefined ? null : of(on);
    if (value === null) reasons[`${side}.${i}.${j}`] = failure ?? pair?.failure ?? reasonIn(on, path);
    return value;
  };
  const made = Object.keys(SIDES).map((side) => {
    const rows = names.map((_, i) => names.map((__, j) => cell(side as keyof StudyMatrices, i, j)));
    return [side, rows];
  });
  return { matrices: Object.fromEntries(made) as StudyMatrices, reasons };
}

function key(a: string, b: string): string {
  return [a, b].sort().join("\n");
}

/** The reason of a key path, or of one above it. */
function reasonIn(on: StudyPairOnData | undefined, path: string): string {
  const keys = path.split(".");
  const paths = keys.map((_, i) => keys.slice(0, keys.length - i).join("."));
  return paths.map((one) => on?.reasons[one]).find((reason) => reason !== undefined) ?? "not computed";
}

interface PlainScore {
  readonly score: Cell;
  readonly calibrated: Cell;
}

function scoreOf(value: unknown): PlainScore | null {
  return typeof value === "object" && value !== null ? (value as PlainScore) : null;
}
