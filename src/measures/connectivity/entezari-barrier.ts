import { type Barrier, checkPath, highest } from "./barrier.js";

/**
 * The loss barrier of a path between two networks: how far the loss rises above the straight line between the losses of
 * its ends, max [ℓ(α) − ((1 − α)ℓ_A + αℓ_B)].
 *
 * @param alphas - B's share at each point, from 0 to 1.
 * @param losses - mean losses at these points.
 * @returns height of at least 0; 0 where no point lies above that line.
 * @throws RangeError for fewer than two points, one that is not finite, or numbers of points that differ.
 * @see Entezari, Sedghi, Saukh & Neyshabur 2022
 * @example
 * entezariBarrier([0, 0.25, 1], [1, 5, 3]); // => { height: 3.5, at: 1 }
 */
export function entezariBarrier(alphas: readonly number[], losses: readonly number[]): Barrier {
  checkPath("entezariBarrier", losses);
  if (alphas.length !== losses.length) {
    throw new RangeError(`entezariBarrier: there are ${alphas.length} alphas and ${losses.length} losses`);
  }
  const [first = 0, last = 0] = [losses[0], losses.at(-1)];
  return highest(losses.map((loss, k) => loss - lineAt(alphas[k] ?? 0, first, last)));
}

function lineAt(alpha: number, first: number, last: number): number {
  return (1 - alpha) * first + alpha * last;
}
