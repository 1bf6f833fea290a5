import { chosen } from "../data/chosen.js";
import type { Dataset, StoredImages } from "../data/dataset.js";
import { TrisimError } from "../errors.js";
import { permutation } from "../kernels/random.js";
import { fingerprint } from "./fingerprint.js";

/** The share of the images that calibration takes, and how many at most. */
const SHARE = 0.2;
const MOST = 300;

/** Fewer images say nothing sound about the statistics of a channel. */
const FEWEST_CALIBRATION = 16;

/** A data set in two parts: what networks are aligned and repaired with, and what they are evaluated on. */
export interface CalibrationSplit {
  readonly calibration: Dataset;
  readonly evaluated: Dataset;
  /** Where the evaluated examples are in the whole data set. */
  readonly rows: Int32Array;
}

/**
 * Sets a seeded fifth of a data set aside, at most 300 images.
 *
 * @returns the reason where that is fewer than 16 images.
 */
export function calibrationSplit(dataset: Dataset, seed: number): CalibrationSplit | string {
  const count = Math.min(MOST, Math.floor(SHARE * dataset.n));
  if (count < FEWEST_CALIBRATION) {
    return `a fifth of ${dataset.name} is ${count} images and calibration needs at least ${FEWEST_CALIBRATION}; give others with --calibration, in a study as "calibration"`;
  }
  const order = permutation(dataset.n, seed);
  const [first, rest] = [order.slice(0, count).sort(), order.slice(count).sort()];
  return {
    calibration: chosen(dataset, [...first]),
    evaluated: chosen(dataset, [...rest]),
    rows: Int32Array.from(rest),
  };
}

/**
 * Says which of the images that are calibrated with are evaluated too, by their bytes: on those an aligned or repaired network
 * looks better than it is.
 */
export async function sharedImages(
  calibration: Dataset | null,
  evaluated: readonly Dataset[],
): Promise<readonly string[]> {
  if (calibration === null) return [];
  const known = new Set(await imageHashes(calibration));
  const warnings: string[] = [];
  for (const dataset of evaluated) {
    const shared = (await imageHashes(dataset)).filter((hash) => known.has(hash)).length;
    if (shared > 0)
      warnings.push(
        `${shared} of the ${dataset.n} images of ${dataset.name} are calibration images too: on them aligned and repaired networks look better than they are`,
      );
  }
  return warnings;
}

/** Images read at a time. */
const AT_ONCE = 256;

async function imageHashes(dataset: Dataset): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (let from = 0; from < dataset.n; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, dataset.n - from);
    hashes.push(...partsOf(await dataset.read(from, from + count), count).map(fingerprint));
  }
  return hashes;
}

/** What is stored of each image. */
function partsOf(stored: StoredImages, count: number): readonly (Uint8Array | Float32Array)[] {
  if (!(stored instanceof Uint8Array || stored instanceof Float32Array)) return stored.map(({ bytes }) => bytes);
  const size = stored.length / count;
  return Array.from({ length: count }, (_, i) => stored.subarray(i * size, (i + 1) * size));
}

/** @throws TrisimError "too-few-examples" for fewer than 16 images to calibrate with, or only one that is there many times. */
export async function checkCalibration(calibration: Dataset): Promise<void> {
  const { name, n } = calibration;
  if (n < FEWEST_CALIBRATION)
    throw new TrisimError(
      "too-few-examples",
      `${name}: has ${n} examples, calibration needs at least ${FEWEST_CALIBRATION}`,
    );
  if (await isOneImage(calibration))
    throw new TrisimError(
      "too-few-examples",
      `${name}: all ${n} images to calibrate with are the same, of which there are no statistics; give images that differ with --calibration, in a study as "calibration"`,
    );
}

/** Mostly the second image tells. */
async function isOneImage(dataset: Dataset): Promise<boolean> {
  const hashOf = async (i: number) => partsOf(await dataset.read(i, i + 1), 1).map(fingerprint)[0];
  const first = await hashOf(0);
  for (let i = 1; i < dataset.n; i++) if ((await hashOf(i)) !== first) return false;
  return true;
}
