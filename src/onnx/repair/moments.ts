/** Mean and biased variance of each of C channels. */
export interface ChannelMoments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** The moments of one batch, and its number of images. */
export interface BatchMoments extends ChannelMoments {
  readonly images: number;
}

/**
 * A channel whose spread is below this share of its mean is constant but for the rounding of float32: its spread says
 * nothing, and to divide by it would make a signal of rounding.
 */
export const CONSTANT = 1e-5;

/**
 * The moments of all batches together: the mean of their means, and the mean of their variances plus the variance of their
 * means, each batch counting by its images.
 *
 * @param batches - at least one, of the same channels.
 * @example
 * const [mean, variance] = [Float64Array.of(0), Float64Array.of(1)];
 * pooledMoments([{ mean, variance, images: 1 }, { mean: Float64Array.of(4), variance, images: 1 }]).variance; // => Float64Array.of(5)
 */
export function pooledMoments(batches: readonly BatchMoments[]): ChannelMoments {
  const all = batches.reduce((sum, { images }) => sum + images, 0);
  const averaged = (value: (batch: BatchMoments, c: number) => number) => (_: number, c: number) =>
    batches.reduce((sum, batch) => sum + (batch.images / all) * value(batch, c), 0);
  const channels = new Float64Array(batches[0]?.mean.length ?? 0);
  const mean = channels.map(averaged((batch, c) => batch.mean[c] ?? Number.NaN));
  // About the pooled mean: mean(var + mean²) − mean² may come out below 0.
  const variance = channels.map(
    averaged((batch, c) => (batch.variance[c] ?? Number.NaN) + ((batch.mean[c] ?? Number.NaN) - (mean[c] ?? 0)) ** 2),
  );
  return { mean, variance };
}

/** What a layer's channels are to have, between what they have at the two ends. */
export interface ChannelTargets {
  readonly mean: Float64Array;
  /** Standard deviations. */
  readonly deviation: Float64Array;
}

/** (1 − α) of A's means and standard deviations and α of B's. */
export function targetsBetween(a: ChannelMoments, b: ChannelMoments, alpha: number): ChannelTargets {
  const mixed = (x: number, y = Number.NaN) => (1 - alpha) * x + alpha * y;
  return {
    mean: a.mean.map((x, c) => mixed(x, b.mean[c])),
    deviation: a.variance.map((x, c) => mixed(Math.sqrt(x), Math.sqrt(b.variance[c] ?? Number.NaN))),
  };
}

/** What a layer's output channels y become: scale · y + shift. */
export interface ChannelChange {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
  /** Channels that are constant up to rounding, and stay as they are. */
  readonly dead: number;
}

/** The change that gives channels with some moments the ones they are to have. */
export function changeTo({ mean, variance }: ChannelMoments, target: ChannelTargets): ChannelChange {
  const isDead = (c: number) => !((variance[c] ?? 0) > CONSTANT ** 2 * (mean[c] ?? 0) ** 2);
  const scale = mean.map((_, c) => (isDead(c) ? 1 : (target.deviation[c] ?? Number.NaN) / Math.sqrt(variance[c] ?? 0)));
  const shift = mean.map((mu, c) => (isDead(c) ? 0 : (target.mean[c] ?? Number.NaN) - (scale[c] ?? 0) * mu));
  return { scale, shift, dead: Array.from(mean.keys()).filter(isDead).length };
}
