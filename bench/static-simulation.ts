import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Matrix } from "../src/kernels/matrix.js";
import { mean } from "../src/kernels/mean.js";
import { ckaMinibatch, MEASURES, type MeasureName, measureNames, type Score } from "../src/measures/index.js";

/** How the examples of both representations are spread. */
export type Structure = "gaussian" | "decaying" | "heavy" | "clustered";

export interface Setting {
  readonly n: number;
  readonly p: number;
  readonly q: number;
  readonly repetitions: number;
  readonly structure: Structure;
  /** Names of measures, or `all`. */
  readonly measures: readonly string[];
  /** Of `cka-minibatch`. */
  readonly batchSize: number;
  /** Examples of the sample that stands for the whole population. */
  readonly truthN: number;
  readonly seed: number;
}

/** What a simulation found of one measure. */
export interface Found {
  /** What the intervals are held against. */
  readonly truth: number;
  /** Share of the intervals that hold it; NaN where there is none. */
  readonly coverage: number;
  /** Share of unrelated pairs with p ≤ .05. */
  readonly falseAlarms: number;
  /** Share of them with p ≤ .001, the least that closed forms give; there is none for a p-value that is counted. */
  readonly extremeAlarms: number;
}

/** Measures whose mean does not hang on n, or hardly. */
const OF_THE_POPULATION: readonly string[] = ["cka", "cka-rbf", "cka-minibatch", "rsa"];

/** Draws pairs that share four directions, and pairs that share none, and counts. */
export function simulate(setting: Setting): Readonly<Record<string, Found>> {
  const { n, repetitions, seed, truthN } = setting;
  const names = measureNames(setting.measures);
  // One map from latent to observed features for all samples: it is the population that they are drawn from.
  const population = populationOf(setting);
  const draws = (offset: number, count: number, related: boolean, size: number) =>
    Array.from({ length: count }, (_, index) => population(size, 100_000 * (seed + 1) + offset + index, related));
  const related = draws(0, repetitions, true, n);
  const unrelated = draws(20_000, repetitions, false, n);
  const found = names.map((name): [string, Found] => {
    const truth = OF_THE_POPULATION.includes(name)
      ? mean(draws(40_000, 3, true, truthN).map(([x, y]) => scoreOnly(name, x, y)))
      : mean(draws(60_000, 2 * repetitions, true, n).map(([x, y]) => scoreOnly(name, x, y)));
    const scores = related.map(([x, y]) => assess(name, x, y, setting));
    const held = scores.flatMap(({ interval }) => (interval === null ? [] : [covers(interval, truth)]));
    const pValues = unrelated.map(([x, y]) => assess(name, x, y, setting).pValue ?? 1);
    const shareUpTo = (level: number) => mean(pValues.map((p) => Number(p <= level)));
    return [name, { truth, coverage: mean(held), falseAlarms: shareUpTo(0.05), extremeAlarms: shareUpTo(0.001) }];
  });
  return Object.fromEntries(found);
}

function assess(name: MeasureName, x: Matrix, y: Matrix, { batchSize }: Setting): Score {
  return name === "cka-minibatch" ? ckaMinibatch(x, y, { batchSize }) : MEASURES[name].measure(x, y);
}

function scoreOnly(name: MeasureName, x: Matrix, y: Matrix): number {
  const { prepare, between } = MEASURES[name];
  return between(prepare(x), prepare(y)) ?? Number.NaN;
}

function covers([low, high]: readonly [number, number], truth: number): number {
  return Number(low <= truth && truth <= high);
}

const LATENT = 4;
const CLUSTERS = 5;

/** A population: a function from size and seed to a pair of representations of the same examples. */
function populationOf({ p, q, structure, seed }: Setting) {
  const [toX, toY] = [gaussians(LATENT * p, 7 * seed + 1), gaussians(LATENT * q, 7 * seed + 2)];
  const centres = gaussians(CLUSTERS * LATENT, 7 * seed + 3).map((value) => 2 * value);
  return (n: number, draw: number, related: boolean): readonly [Matrix, Matrix] => {
    const z = latent(structure, n, centres, 4 * draw);
    const other = related ? z : latent(structure, n, centres, 4 * draw + 1);
    return [observed(z, toX, n, p, structure, 4 * draw + 2), observed(other, toY, n, q, structure, 4 * draw + 3)];
  };
}

function latent(structure: Structure, n: number, centres: Float64Array, seed: number): Float64Array {
  const noise = gaussians(n * (LATENT + 1), seed);
  return new Float64Array(n * LATENT).map((_, at) => {
    const [i, l] = [Math.floor(at / LATENT), at % LATENT];
    const own = noise[at] ?? 0;
    if (structure === "decaying") return own * 2 ** (1 - l);
    // Student's t with about three degrees of freedom, one scale an example.
    if (structure === "heavy") return own / Math.max(0.1, Math.abs(noise[n * LATENT + i] ?? 1)) ** 0.6;
    if (structure === "clustered") return own / 2 + (centres[clusterOf(noise[n * LATENT + i] ?? 0) * LATENT + l] ?? 0);
    return own;
  });
}

/** One of five clusters, by digits of a normal number that its size does not show in. */
function clusterOf(normal: number): number {
  return Math.floor(Math.abs(normal) * 1e6) % CLUSTERS;
}

function observed(
  z: Float64Array,
  map: Float64Array,
  n: number,
  p: number,
  structure: Structure,
  seed: number,
): Matrix {
  const noise = gaussians(n * p, seed);
  const data = noise.map((own, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    let signal = 0;
    for (let l = 0; l < LATENT; l++) signal += (z[i * LATENT + l] ?? 0) * (map[l * p + j] ?? 0);
    return signal / 2 + (structure === "decaying" ? own / (1 + j / 2) : own);
  });
  return { rows: n, columns: p, data };
}

function gaussians(count: number, seed: number): Float64Array {
  const generator = mersenne(seed);
  const uniform = () => (uniformInt(generator, 0, 2 ** 32 - 1) + 0.5) / 2 ** 32;
  return new Float64Array(count).map(() => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}
