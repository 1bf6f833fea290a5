import type { Dataset } from "../../data/dataset.js";
import { TrisimError } from "../../errors.js";
import { stratifiedSplit } from "../../measures/probe/stratified-split.js";

/** Which examples of a data set probes are fitted on and which they are evaluated on: a half each of every class. */
export interface ProbeSplit {
  /** Ascending. */
  readonly fitted: Uint32Array;
  readonly evaluated: Uint32Array;
  /** n numbers, the places of the examples' classes among those of the probe. */
  readonly labels: Int32Array;
  /** The classes that the data set has examples of, ascending; a probe knows no others. */
  readonly classes: readonly number[];
  /** Their names; `null` where nothing names them. */
  readonly classNames: readonly string[] | null;
}

/** Fewer classes leave nothing to tell apart. */
const FEWEST_CLASSES = 2;

/**
 * Halves a labelled data set, the same half for every model.
 *
 * @returns the reason where it has no labels.
 * @throws TrisimError "too-few-examples" where it has fewer than two classes or a class has a single example.
 */
export function probeSplit(dataset: Dataset, seed: number): ProbeSplit | string {
  const { name, labels: given } = dataset;
  if (given === null) return `${name} has no labels`;
  const classes = [...new Set(given)].sort((x, y) => x - y);
  checkClasses(dataset, given, classes);
  const place = new Map(classes.map((c, at) => [c, at]));
  const labels = given.map((label) => place.get(label) ?? 0);
  const { first, second } = stratifiedSplit(labels, 0.5, seed);
  const names = dataset.classNames;
  return {
    fitted: first,
    evaluated: second,
    labels,
    classes,
    classNames: names === null ? null : classes.map((c) => names[c] ?? String(c)),
  };
}

function checkClasses({ name, classNames }: Dataset, labels: Int32Array, classes: readonly number[]): void {
  const few = (what: string) => {
    const remedy =
      "a probe is fitted on one half of the images and evaluated on the other; give more, or leave --probe";
    return new TrisimError("too-few-examples", `${name}: ${what}; ${remedy}`);
  };
  if (classes.length < FEWEST_CLASSES) throw few("all its images are of one class");
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const single = classes.filter((c) => counts.get(c) === 1);
  const [first] = single;
  if (first === undefined) return;
  const called = classNames?.[first] === undefined ? String(first) : `${first} "${classNames[first]}"`;
  const others = single.length > 1 ? ` (and ${single.length - 1} more)` : "";
  throw few(`of its ${labels.length} images one alone is of class ${called}${others}`);
}
