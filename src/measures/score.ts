/**
 * What a measure says of two representations of the same n examples.
 *
 * A field that cannot be computed is `null`, and `reasons` says why under the field's name.
 */
export interface Score {
  /** The measure itself; its range and what 0 and 1 mean are the measure's own. */
  readonly score: number | null;
  /** What the measure gives on average for unrelated representations of the same shapes and spectra. */
  readonly chance: number | null;
  /** (score − threshold) / (1 − threshold): 0 at the null's .95 quantile, 1 where the score is 1; may be negative. */
  readonly calibrated: number | null;
  /** The .95 quantile of the null distribution. */
  readonly threshold: number | null;
  /** Upper tail of the null distribution, never below .001 nor, of R permutations, below 1/(R + 1). */
  readonly pValue: number | null;
  /** 95 % interval over the sampling of examples (not of training seeds). */
  readonly interval: readonly [number, number] | null;
  /** What it was computed with: seeds, sizes, bandwidths, ranks; absent where the measure has no such choice. */
  readonly details?: Details;
  /** Field name → why that field is null, or what was done to it. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** Name of a choice → its value. */
export type Details = Readonly<Record<string, number>>;

/** An interval, or `null` and why; an interval that was cut or is exact by definition has a reason too. */
export interface ReasonedInterval {
  readonly interval: Score["interval"];
  readonly reason: string | null;
}
