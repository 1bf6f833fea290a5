import { expect } from "vitest";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { permutations } from "../../src/kernels/random.js";
import type { Measure, Undefined } from "../../src/measures/define-measure.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { type Pair, TRANSFORMATIONS } from "./transformations.js";
import { reordered } from "./ucentred/brute-force.js";

/** A sentence about a row of the table, and what throws where it is false. */
export interface Claim {
  readonly sentence: string;
  readonly prove: () => void;
}

/** Scores of equal meaning differ by no more. */
const SAME = 1e-9;
/** What a measure is said to see changes its score by more. */
const DIFFERENT = 1e-3;

/** Representations that share some of what they say: few and many features, on either side of n; more than a batch. */
const PAIRS: readonly Pair[] = [
  [14, 3, 5],
  [10, 30, 4],
  [60, 4, 9],
  [25, 25, 40],
  [270, 5, 6],
].map(([n = 0, p = 0, q = 0], seed) => {
  const [common, ofX, ofY] = [gaussian(n, 3, seed), gaussian(n, p, 10 + seed), gaussian(n, q, 20 + seed)];
  const mixed = (noise: Float64Matrix) =>
    build(n, noise.columns, (i, j) => at(noise, i, j) + (1 + (j % 2)) * at(common, i, j % 3));
  return { x: mixed(ofX), y: mixed(ofY) };
});

/** What the reason says of a score that is not there. */
const REASONS: Readonly<Record<Undefined, RegExp>> = {
  equidistant: /equally (far apart|dissimilar)/,
  coinciding: /median distance is 0/,
  "full rank": /rank ≥ n − 1/,
  "all neighbours": /k ≥ n − 1/,
  "zero row": /(zero|constant) row: example 3 /,
  "constant row": /constant row/,
};

/** Everything that a row claims of itself, and what all rows owe their callers. */
export function claims(row: Measure): readonly Claim[] {
  return [
    ...invarianceClaims(row),
    ...valueClaims(row),
    ...doorClaims(row),
    ...degenerateClaims(row),
    ...undefinedClaims(row),
    ...permutationClaims(row),
  ];
}

/** The pairs that the row has a score of; of the others it must have said that it has none. */
function definedPairs(row: Measure): readonly Pair[] {
  const defined = PAIRS.filter((pair) => isDefined(row, pair));
  expect(defined.length).toBeGreaterThan(2);
  return defined;
}

/** Whether there is a score; where there is none, whether the row claims as much. */
function isDefined(row: Measure, { x, y }: Pair): boolean {
  if (row.between(row.prepare(x), row.prepare(y)) !== null) return true;
  const { reasons } = row.measure(x, y);
  const words = row.undefinedFor.filter((kind) => REASONS[kind].test(reasons.score ?? ""));
  if (words.length === 0) expect.fail(`there is no score, and no claim of it: ${reasons.score}`);
  return false;
}

function score({ prepare, between }: Measure, { x, y }: Pair): number {
  const score = between(prepare(x, "x"), prepare(y, "y"));
  if (score === null) return expect.fail("there is no score");
  return score;
}

function invarianceClaims(row: Measure): readonly Claim[] {
  const change = (transformation: keyof typeof TRANSFORMATIONS) =>
    definedPairs(row).map((pair, seed) =>
      Math.abs(score(row, TRANSFORMATIONS[transformation](pair, seed)) - score(row, pair)),
    );
  return [
    ...row.invariantTo.map((transformation) => ({
      sentence: `is invariant to ${transformation}`,
      prove: () => expect(Math.max(...change(transformation))).toBeLessThan(SAME),
    })),
    ...row.notInvariantTo.map((transformation) => ({
      sentence: `is not invariant to ${transformation}`,
      prove: () => expect(Math.max(...change(transformation))).toBeGreaterThan(DIFFERENT),
    })),
    {
      sentence: "says of each transformation whether it sees it, and not both",
      prove: () =>
        expect([...row.invariantTo, ...row.notInvariantTo].sort()).toEqual(Object.keys(TRANSFORMATIONS).sort()),
    },
  ];
}

function valueClaims(row: Measure): readonly Claim[] {
  const [lowest, highest] = row.range;
  const difference = ({ x, y }: Pair) => Math.abs(score(row, { x, y }) - score(row, { x: y, y: x }));
  return [
    {
      sentence: row.symmetric ? "is symmetric" : "is not symmetric",
      prove: () => {
        const largest = Math.max(...definedPairs(row).map(difference));
        if (row.symmetric) expect(largest).toBeLessThan(1e-12);
        else expect(largest).toBeGreaterThan(DIFFERENT);
      },
    },
    {
      sentence: `scores ${highest} of a representation and itself`,
      prove: () => {
        for (const { x, y } of definedPairs(row))
          for (const side of [x, y]) close(score(row, { x: side, y: side }), highest, 1e-12);
      },
    },
    {
      sentence: `scores between ${lowest} and ${highest}`,
      prove: () => {
        for (let seed = 0; seed < 40; seed++) {
          const n = row.minimumExamples + (seed % 7) + (seed % 2) * 11;
          const pair = { x: gaussian(n, 1 + (seed % 5), seed), y: gaussian(n, 1 + (seed % 3), -seed - 1) };
          if (!isDefined(row, pair)) continue;
          const found = score(row, pair);
          expect(found).toBeGreaterThanOrEqual(lowest - 1e-12);
          expect(found).toBeLessThanOrEqual(highest + 1e-12);
        }
      },
    },
    {
      sentence: "is defined from so many examples, and of fewer never",
      prove: () => {
        const { minimumExamples, definedFrom = minimumExamples } = row;
        const isSometimes = (n: number) =>
          [1, 3].some((p) => isDefined(row, { x: gaussian(n, p, 1), y: gaussian(n, p, 2) }));
        expect(isSometimes(definedFrom)).toBe(true);
        for (let n = minimumExamples; n < definedFrom; n++) expect(isSometimes(n)).toBe(false);
      },
    },
    {
      sentence: "gives the same score in two stages, to the bit",
      prove: () => {
        for (const { x, y } of definedPairs(row)) expect(row.measure(x, y).score).toBe(score(row, { x, y }));
      },
    },
    {
      sentence: "gives the same score of float32 numbers as of the same numbers in float64",
      prove: () => {
        for (const { x, y } of PAIRS.slice(0, 3)) {
          const narrow = { ...x, data: Float32Array.from(x.data) };
          const wide = { ...x, data: Float64Array.from(narrow.data) };
          expect(row.measure(narrow, y)).toEqual(row.measure(wide, y));
        }
      },
    },
    {
      sentence: "gives reasons for what is null",
      prove: () => {
        for (const { x, y } of PAIRS.slice(0, 4)) {
          const { reasons, ...fields } = row.measure(x, y);
          for (const [field, value] of Object.entries(fields))
            if (value === null) expect(reasons).toHaveProperty(field);
        }
      },
    },
  ];
}

function doorClaims(row: Measure): readonly Claim[] {
  const { name, minimumExamples: least } = row;
  const good = gaussian(least + 1, 2, 1);
  const spoiled = (value: number) => build(least + 1, 2, (i, j) => (i === 1 && j === 1 ? value : at(good, i, j)));
  const refuses = (prove: () => unknown, message: string) => {
    expect(prove).toThrow(RangeError);
    expect(prove).toThrow(message);
  };
  return [
    {
      sentence: "refuses different numbers of examples",
      prove: () => {
        const short = gaussian(least, 2, 1);
        refuses(() => row.measure(good, short), `${name}: x has ${least + 1} examples and y has ${least}`);
        refuses(() => row.between(row.prepare(good), row.prepare(short)), `${name}: x has ${least + 1} examples`);
      },
    },
    {
      sentence: `needs ${least} examples and takes as many`,
      prove: () => {
        const [few, enough] = [gaussian(least - 1, 2, 1), gaussian(least, 2, 1)];
        const message = `${name}: x has ${least - 1} example${least === 2 ? "" : "s"}, expected at least ${least}`;
        refuses(() => row.measure(few, few), message);
        refuses(() => row.prepare(few), message);
        isDefined(row, { x: enough, y: enough });
      },
    },
    {
      sentence: "refuses NaN and infinity, naming side, place and value",
      prove: () => {
        for (const value of [Number.NaN, Infinity, -Infinity]) {
          const what = `is ${value} at row 1, column 1 (both from 0), expected a finite number`;
          refuses(() => row.measure(spoiled(value), good), `${name}: x ${what}`);
          refuses(() => row.measure(good, spoiled(value)), `${name}: y ${what}`);
          refuses(() => row.prepare(spoiled(value), "xs[3]"), `${name}: xs[3] ${what}`);
        }
      },
    },
    {
      sentence: "refuses a representation without features",
      prove: () =>
        refuses(() => row.measure({ ...good, columns: 0, data: new Float64Array(0) }, good), "x has no features"),
    },
  ];
}

function degenerateClaims(row: Measure): readonly Claim[] {
  const n = row.minimumExamples + 12;
  const x = gaussian(n, 3, 1);
  const constant = build(n, 2, (_, j) => 0.1 * (j + 1));
  return [
    {
      sentence: "is null with the reason “constant” where a representation is constant",
      prove: () => {
        const zero = build(n, 2, () => 0);
        for (const [left, right] of [
          [constant, x],
          [x, constant],
          [zero, x],
          [zero, zero],
        ] as const) {
          const { reasons, ...fields } = row.measure(left, right);
          expect(Object.values(fields)).toEqual(Object.values(fields).map(() => null));
          expect(reasons.score).toBe("constant");
          expect(row.between(row.prepare(left), row.prepare(right))).toBeNull();
        }
      },
    },
    {
      sentence: "takes numbers of any size",
      prove: () => {
        const [y, expected] = [gaussian(n, 4, 2), score(row, { x, y: gaussian(n, 4, 2) })];
        for (const factor of [1e-300, 1e300]) {
          const sized = build(n, 3, (i, j) => factor * at(x, i, j));
          close(score(row, { x: sized, y }), expected, 1e-12);
        }
      },
    },
  ];
}

/** Representations of which some measures have nothing to say, and why: several reasons may hold of one. */
const HOLLOW: readonly (readonly [string, readonly Undefined[], Float64Matrix])[] = [
  ["all examples equally far apart", ["equidistant", "full rank"], build(16, 16, (i, j) => Number(i === j))],
  ["half of all pairs coinciding", ["coinciding"], withRows(16, 3, (i) => i > 2, [1, 2, 0])],
  ["more features than examples", ["full rank"], gaussian(16, 300, 1)],
  ["hardly more examples than neighbours", ["all neighbours"], gaussian(11, 3, 1)],
  ["a row of zeros", ["zero row", "constant row"], withRows(16, 3, (i) => i === 3, [0, 0, 0])],
  ["a row of equal numbers", ["constant row"], withRows(16, 3, (i) => i === 3, [2, 2, 2])],
];

function withRows(n: number, p: number, replaced: (i: number) => boolean, row: readonly number[]): Float64Matrix {
  const x = gaussian(n, p, 1);
  return build(n, p, (i, j) => (replaced(i) ? (row[j] ?? 0) : at(x, i, j)));
}

function undefinedClaims(row: Measure): readonly Claim[] {
  return HOLLOW.map(([what, kinds, hollow]) => {
    const claimed = kinds.filter((kind) => row.undefinedFor.includes(kind));
    const y = gaussian(hollow.rows, 3, 2);
    return {
      sentence: `is ${claimed.length > 0 ? "null, with the reason," : "defined"} for ${what}`,
      prove: () => {
        for (const [left, right] of [
          [hollow, y],
          [y, hollow],
        ] as const) {
          const { reasons, details: _, ...fields } = row.measure(left, right);
          const found = row.between(row.prepare(left), row.prepare(right));
          if (claimed.length === 0) expect([fields.score, found]).not.toContain(null);
          else {
            expect([...Object.values(fields), found]).toEqual([...Object.values(fields), found].map(() => null));
            expect(claimed.some((kind) => REASONS[kind].test(reasons.score ?? ""))).toBe(true);
          }
        }
      },
    };
  });
}

function permutationClaims(row: Measure): readonly Claim[] {
  return [
    {
      sentence: "gives the scores of other orders by reading in them",
      prove: () => {
        if (row.permuted === undefined) return;
        for (const { x, y } of definedPairs(row)) {
          const orders = permutations(x.rows, 3, 1);
          const found = row.permuted(row.prepare(x), row.prepare(y), orders);
          for (const [index, order] of orders.entries())
            close(found?.[index] ?? Number.NaN, score(row, { x, y: reordered(y, order) }), 1e-9);
        }
      },
    },
    {
      sentence: "gives the same bytes every time",
      prove: () => {
        for (const { x, y } of definedPairs(row).slice(0, 2)) expect(row.measure(x, y)).toEqual(row.measure(x, y));
      },
    },
  ];
}
