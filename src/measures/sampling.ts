/** What the random parts of a score are drawn with. */
export interface SamplingOptions {
  /** A whole number of 32 bits; 0 unless given. The same seed gives the same score to the last bit. */
  readonly seed?: number | undefined;
  /** R, the row orders that chance, threshold and p-value are counted from; 200 unless given. */
  readonly permutations?: number | undefined;
  /** Subsets that the interval of measures without a jackknife is drawn from; 100 unless given, 20 where they cost much. */
  readonly subsamples?: number | undefined;
}

/** The same with every choice made. */
export interface Sampling {
  readonly seed: number;
  /** `null` where the measure is to choose: 200, or fewer where one costs too much. */
  readonly permutations: number | null;
  /** Likewise: 100, or fewer. */
  readonly subsamples: number | null;
}

const PERMUTATIONS = 200;
const FEW_PERMUTATIONS = 20;
const SUBSAMPLES = 100;
const FEW_SUBSAMPLES = 20;

/**
 * Fills in what was not given.
 *
 * @throws RangeError for a number that is not whole, fewer than 1 permutation or fewer than 2 subsamples.
 */
export function samplingOf(measure: string, options: SamplingOptions): Sampling {
  const { seed = 0, permutations, subsamples } = options;
  checkWhole(measure, "seed", seed, 0);
  if (permutations !== undefined) checkWhole(measure, "permutations", permutations, 1);
  if (subsamples !== undefined) checkWhole(measure, "subsamples", subsamples, 2);
  return { seed, permutations: permutations ?? null, subsamples: subsamples ?? null };
}

/** R: as asked for; else 200, or 20 where one permutation is said to be costly. */
export function permutationCount({ permutations }: Sampling, costly: boolean): number {
  return permutations ?? (costly ? FEW_PERMUTATIONS : PERMUTATIONS);
}

/** The number of subsets: as asked for; else 100, or 20 where one is said to be costly. */
export function subsampleCount({ subsamples }: Sampling, costly: boolean): number {
  return subsamples ?? (costly ? FEW_SUBSAMPLES : SUBSAMPLES);
}

/** Throws the RangeError of an option that is not a whole number from `least` on. */
export function checkWhole(measure: string, option: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${measure}: ${option} is ${value}, expected a whole number of at least ${least}`);
  }
}
