import { mersenne } from "pure-rand/generator/mersenne";
import { uniforms } from "../src/kernels/random.js";
import type { Matrix } from "../src/measures/index.js";
import { normalQuantile } from "../src/measures/stats/normal.js";

/** How two models see the examples of a population. */
export interface Structure {
  /** What a's and b's score of the right class has more than the others', in standard deviations of the noise. */
  readonly signals: (classes: number) => readonly [number, number];
  /** Share of the noise's variance that both models see. */
  readonly shared: number;
  /** What logits are multiplied with: 1 is calibrated, more is overconfident. */
  readonly sharpness: number;
  /** Class c has a share proportional to (c + 1)^−decay, and the models know it; 0: all classes are equally frequent. */
  readonly decay: number;
}

/** Signals that leave about the same accuracy for any number of classes. */
const above = (a: number, b: number) => (classes: number) => {
  const others = normalQuantile(1 - 1 / classes);
  return [a + others, b + others] as const;
};

/** Every population by its name. */
export const STRUCTURES = {
  good: { signals: above(2.4, 2.4), shared: 0.6, sharpness: 1, decay: 0 },
  middling: { signals: above(0.6, 0.6), shared: 0.5, sharpness: 1, decay: 0 },
  unequal: { signals: above(2.4, 0.6), shared: 0.5, sharpness: 1, decay: 0 },
  "near chance": { signals: () => [0.3, 0.3], shared: 0.05, sharpness: 1, decay: 0 },
  overconfident: { signals: above(2.4, 2.4), shared: 0.9, sharpness: 10, decay: 0 },
  imbalanced: { signals: above(0.9, 0.6), shared: 0.5, sharpness: 1, decay: 1.5 },
} as const satisfies Readonly<Record<string, Structure>>;

export type StructureName = keyof typeof STRUCTURES;

/** Two models' logits, n × C, for the same examples, and the n true classes. */
export interface Sample {
  readonly a: Matrix;
  readonly b: Matrix;
  readonly labels: Int32Array;
}

/** What the two models of a sample have in common: as the structure says; the labels alone; nothing, b sees others. */
export type Bond = "related" | "labels only" | "none";

/**
 * Draws n examples of C classes: each has a class and, for each class, a normal score that the class's own exceeds the
 * others by `signals`, partly seen by both models, partly by one. Logits are the log posteriors of what a model sees.
 */
export function draw(structure: Structure, classes: number, n: number, seed: number, bond: Bond = "related"): Sample {
  const size = n * classes;
  const uniform = uniforms(2 * n, 2 * seed);
  const shares = classShares(classes, structure.decay);
  const labels = labelsOf(uniform.subarray(0, n), shares);
  const seenByB = bond === "none" ? labelsOf(uniform.subarray(n), shares) : labels;
  const noise = normals(3 * size, 2 * seed + 1);
  const [common, ofA, ofB] = [0, 1, 2].map((k) => noise.subarray(k * size, (k + 1) * size)) as Three;
  const shared = bond === "related" ? structure.shared : 0;
  const logits = (own: Float64Array, signal: number, seen: Int32Array): Matrix => ({
    rows: n,
    columns: classes,
    data: posterior(mixed(common, own, shared), seen, signal, shares, structure.sharpness),
  });
  const [signalA, signalB] = structure.signals(classes);
  return { a: logits(ofA, signalA, labels), b: logits(ofB, signalB, seenByB), labels };
}

type Three = [Float64Array, Float64Array, Float64Array];

function classShares(classes: number, decay: number): readonly number[] {
  const weights = Array.from({ length: classes }, (_, c) => (c + 1) ** -decay);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function labelsOf(uniform: Float64Array, shares: readonly number[]): Int32Array {
  return Int32Array.from(uniform, (u) => {
    let [c, left] = [0, u - (shares[0] as number)];
    while (left > 0 && c < shares.length - 1) left -= shares[++c] as number;
    return c;
  });
}

function mixed(common: Float64Array, own: Float64Array, shared: number): Float64Array {
  const [together, alone] = [Math.sqrt(shared), Math.sqrt(1 - shared)];
  return own.map((value, at) => alone * value + together * (common[at] as number));
}

/** Log posteriors up to a constant a row, for normal scores with variance 1: signal·score + log share. */
function posterior(
  scores: Float64Array,
  labels: Int32Array,
  signal: number,
  shares: readonly number[],
  sharpness: number,
): Float64Array {
  const prior = shares.map(Math.log);
  const classes = shares.length;
  labels.forEach((label, i) => {
    scores[i * classes + label] = (scores[i * classes + label] as number) + signal;
  });
  return scores.map((score, at) => sharpness * (signal * score + (prior[at % classes] as number)));
}

/** Standard normal numbers, two of each two uniform ones (Box & Muller); 32 random bits do for a simulation. */
function normals(count: number, seed: number): Float64Array {
  const generator = mersenne(seed);
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const values = new Float64Array(count);
  for (let at = 0; at < count; at += 2) {
    const [radius, angle] = [Math.sqrt(-2 * Math.log(uniform())), 2 * Math.PI * uniform()];
    values[at] = radius * Math.cos(angle);
    // The last of an odd number stands alone: writing beyond a typed array does nothing.
    values[at + 1] = radius * Math.sin(angle);
  }
  return values;
}
