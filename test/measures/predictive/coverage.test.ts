import { describe, expect, test } from "vitest";
import type { StructureName } from "../../../bench/functional-population.js";
import { type Found, type PerMeasure, simulate, type Truth, truths } from "../../../bench/functional-simulation.js";
import { together } from "../../../bench/interval-tally.js";
import { PREDICTIVE_MEASURES, type PredictiveName } from "../../../src/measures/predictive/table.js";
import { seldomExceeded } from "../binomial.js";

const SEED = 1;
const NAMES = PREDICTIVE_MEASURES.map(({ name }) => name);

function held(structure: StructureName, classes: number, n: number, repetitions: number) {
  const truth = truths(structure, classes, 20_000, SEED);
  const against = (other: PerMeasure<Truth>) => simulate({ structure, classes, n, repetitions, seed: SEED }, other);
  return { truth, against, found: against(truth) };
}

function intervals({ plain, flagged }: Found) {
  return together([plain, ...Object.values(flagged)]);
}

function misses(found: Found): number {
  const { count, held } = intervals(found);
  return count - held;
}

function mapped<T>(of: (name: PredictiveName) => T): PerMeasure<T> {
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as PerMeasure<T>;
}

/** How many standard errors score − chance is from 0 in the mean. */
function surprise({ beyondChance: { value, error } }: Found): number {
  return Math.abs(value) / error;
}

describe("a small simulation of middling models", () => {
  const REPETITIONS = 1000;
  const { truth, against, found } = held("middling", 10, 100, REPETITIONS);

  test.each(NAMES)("%s has an interval for every sample", (name) => {
    expect(intervals(found[name]).count).toBe(REPETITIONS);
    expect(found[name].missing).toEqual({});
  });

  // Asked of 100 examples: from 93 % to 98 % covered, as far as so many repetitions can tell.
  test.each(NAMES)("the intervals of %s cover, and not always", (name) => {
    expect(misses(found[name])).toBeLessThanOrEqual(seldomExceeded(0.07, REPETITIONS));
    expect(REPETITIONS - misses(found[name])).toBeLessThanOrEqual(seldomExceeded(0.98, REPETITIONS));
  });

  // The truth moved by a quarter of the mean width stands for intervals that are off by as much.
  const moved = (name: PredictiveName) => truth[name].value + intervals(found[name]).width / 4;
  const off = against(mapped((name) => ({ ...truth[name], value: moved(name) })));

  test.each(NAMES)("intervals of %s that are off by half their half-width would be noticed", (name) => {
    expect(misses(off[name])).toBeGreaterThan(seldomExceeded(0.07, REPETITIONS));
  });

  test.each(NAMES)("unrelated models score what %s says of chance", (name) => {
    expect(found[name].beyondChance.known).toBe(1);
    expect(surprise(found[name])).toBeLessThan(4);
  });
});

describe("a small simulation where few examples say much", () => {
  const REPETITIONS = 200;
  const cases: readonly (readonly [PredictiveName, StructureName, number, number])[] = [
    ["jsd", "overconfident", 2, 50],
    ["kappa", "near chance", 40, 60],
    ["errorConsistency", "near chance", 40, 300],
  ];

  test.each(cases)("the intervals of %s cover: %s, %d classes, %d examples", (name, structure, classes, n) => {
    const { found } = held(structure, classes, n, REPETITIONS);
    const { count } = intervals(found[name]);
    expect(count).toBeGreaterThan(0.8 * REPETITIONS);
    expect(found[name].plain.count).toBeLessThan(count);
    expect(misses(found[name])).toBeLessThanOrEqual(seldomExceeded(0.07, count));
  });

  test("examples that are not equally hard are no chance: it would be noticed", () => {
    const { found } = held("imbalanced", 2, 100, REPETITIONS);
    expect(surprise(found.errorConsistency)).toBeGreaterThan(4);
    expect(surprise(found.agreement)).toBeLessThan(4);
  });
});
