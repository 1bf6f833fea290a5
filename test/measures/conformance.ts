import { expect } from "vitest";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import type { Measure } from "../../src/measures/define-measure.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { type Pair, TRANSFORMATIONS } from "./transformations.js";

/** A sentence about a row of the table, and what throws where it is false. */
export interface Claim {
  readonly sentence: string;
  readonly prove: () => void;
}

/** Scores of equal meaning differ by no more. */
const SAME = 1e-9;
/** What a measure is said to see changes its score by more. */
const DIFFERENT = 1e-3;

/** Representations that share some of what they say: few and many features, on either side of n. */
const PAIRS: readonly Pair[] = [
  [12, 3, 5],
  [10, 30, 4],
  [60, 4, 9],
  [25, 25, 40],
].map(([n = 0, p = 0, q = 0], seed) => {
  const [common, ofX, ofY] = [gaussian(n, 3, seed), gaussian(n, p, 10 + seed), gaussian(n, q, 20 + seed)];
  const mixed = (noise: Float64Matrix) =>
    build(n, noise.columns, (i, j) => at(noise, i, j) + (1 + (j % 2)) * at(common, i, j % 3));
  return { x: mixed(ofX), y: mixed(ofY) };
});

/** Everything that a row claims of itself, and what all rows owe their callers. */
export function claims(row: Measure): readonly Claim[] {
  return [...invarianceClaims(row), ...valueClaims(row), ...doorClaims(row), ...degenerateClaims(row)];
}

function score({ measure }: Measure, { x, y }: Pair): number {
  const { score } = measure(x, y);
  if (score === null) return expect.fail("there is no score");
  return score;
}

function invarianceClaims(row: Measure): readonly Claim[] {
  const change = (transformation: keyof typeof TRANSFORMATIONS) =>
    PAIRS.map((pair, seed) => Math.abs(score(row, TRANSFORMATIONS[transformation](pair, seed)) - score(row, pair)));
  return [
    ...row.invariantTo.map((transformation) => ({
      sentence: `is invariant to ${transformation}`,
      prove: () => expect(Math.max(...change(transformation))).toBeLessThan(SAME),
    })),
    ...row.notInvariantTo.map((transformation) => ({
      sentence: `is not invariant to ${transformation}`,
      prove: () => expect(Math.min(...change(transformation))).toBeGreaterThan(DIFFERENT),
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
        if (row.symmetric) expect(Math.max(...PAIRS.map(difference))).toBeLessThan(1e-12);
        else expect(Math.max(...PAIRS.map(difference))).toBeGreaterThan(DIFFERENT);
      },
    },
    {
      sentence: `scores ${highest} of a representation and itself`,
      prove: () => {
        for (const { x, y } of PAIRS)
          for (const side of [x, y]) close(score(row, { x: side, y: side }), highest, 1e-12);
      },
    },
    {
      sentence: `scores between ${lowest} and ${highest}`,
      prove: () => {
        for (let seed = 0; seed < 40; seed++) {
          const n = row.minimumExamples + (seed % 7);
          const found = score(row, { x: gaussian(n, 1 + (seed % 5), seed), y: gaussian(n, 1 + (seed % 3), -seed - 1) });
          expect(found).toBeGreaterThanOrEqual(lowest - 1e-12);
          expect(found).toBeLessThanOrEqual(highest + 1e-12);
        }
      },
    },
    {
      sentence: "gives the same score in two stages, to the bit",
      prove: () => {
        for (const { x, y } of PAIRS) expect(row.between(row.prepare(x), row.prepare(y))).toBe(score(row, { x, y }));
      },
    },
    {
      sentence: "gives the same score of float32 numbers as of the same numbers in float64",
      prove: () => {
        for (const { x, y } of PAIRS) {
          const narrow = { ...x, data: Float32Array.from(x.data) };
          const wide = { ...x, data: Float64Array.from(narrow.data) };
          expect(row.measure(narrow, y)).toEqual(row.measure(wide, y));
        }
      },
    },
    {
      sentence: "gives reasons for what is null",
      prove: () => {
        for (const { x, y } of PAIRS) {
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
        expect(row.measure(enough, enough).score).not.toBeNull();
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
  const n = row.minimumExamples + 6;
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
      sentence: "is untouched by constant columns",
      prove: () => {
        const padded = build(n, 5, (i, j) => (j < 3 ? at(x, i, j) : 0.1));
        close(score(row, { x: padded, y: x }), score(row, { x, y: x }), 1e-12);
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
