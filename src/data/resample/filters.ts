/** How much a pixel counts by its distance from where a new one is made, both in pixels of the coarser image. */
interface Filter {
  /** The distance from which on pixels count nothing. */
  readonly support: number;
  readonly weight: (distance: number) => number;
}

/** Pillow's filters but the nearest pixel, which weighs nothing. */
export const FILTERS = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, weight: hamming },
  bicubic: { support: 2, weight: bicubic },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
} as const satisfies Readonly<Record<string, Filter>>;

/** A filter by its name in Pillow, in lower case. */
export type FilterName = "nearest" | keyof typeof FILTERS;

/** The number of each filter in Pillow, which `resample` of Hugging Face's files is, is its place. */
export const FILTER_NAMES = [
  "nearest",
  "lanczos",
  "bilinear",
  "bicubic",
  "box",
  "hamming",
] as const satisfies FilterName[];

// Pillow has the two constants in single precision.
const [MEAN, SWING] = [Math.fround(0.54), Math.fround(0.46)];

function hamming(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 1) return 0;
  const angle = Math.abs(x) * Math.PI;
  return (Math.sin(angle) / angle) * (MEAN + SWING * Math.cos(angle));
}

/** Keys's cubic with a = −1/2, in the order in which Pillow computes it. */
function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
}

function sinc(x: number): number {
  if (x === 0) return 1;
  const angle = x * Math.PI;
  return Math.sin(angle) / angle;
}
