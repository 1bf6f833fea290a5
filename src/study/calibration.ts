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

const REMEDY = 'give others with --calibration, in a study as "calibration"';

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
 * @returns the reason where that is fewer than 16 images, or fewer that differ from each other.
 */
export async function calibrationSplit(dataset: Dataset, seed: number): Promise<CalibrationSplit | string> {
  const count = Math.min(MOST, Math.floor(SHARE * dataset.n));
  if (count < FEWEST_CALIBRATION) {
    return `a fifth of ${dataset.name} is ${count} images and calibration needs at least ${FEWEST_CALIBRATION}; ${REMEDY}`;
  }
  const order = permutation(dataset.n, seed);
  const [first, rest] = [order.slice(0, count).sort(), order.slice(count).sort()];
  const calibration = chosen(dataset, [...first]);
  const alike = await tooAlike(calibration);
  if (alike !== null) return alike;
  return {
    calibration,
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
  const known = new Set(await allHashes(calibration));
  const warnings: string[] = [];
  for (const dataset of evaluated) {
    const shared = (await allHashes(dataset)).filter((hash) => known.has(hash)).length;
    if (shared > 0)
      warnings.push(
        `${shared} of the ${dataset.n} images of ${dataset.name} are calibration images too: on them aligned and repaired networks look better than they are`,
      );
  }
  return warnings;
}

/** Images read at a time. */
const AT_ONCE = 256;

async function allHashes(dataset: Dataset): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (let from = 0; from < dataset.n; from += AT_ONCE)
    hashes.push(...(await imageHashes(dataset, from, Math.min(dataset.n, from + AT_ONCE))));
  return hashes;
}

async function imageHashes(dataset: Dataset, from: number, to: number): Promise<readonly string[]> {
  return partsOf(await dataset.read(from, to), to - from).map(fingerprint);
}

/** What is stored of each image. */
function partsOf(stored: StoredImages, count: number): readonly (Uint8Array | Float32Array)[] {
  if (!(stored instanceof Uint8Array || stored instanceof Float32Array)) return stored.map(({ bytes }) => bytes);
  const size = stored.length / count;
  return Array.from({ length: count }, (_, i) => stored.subarray(i * size, (i + 1) * size));
}

/** @throws TrisimError "too-few-examples" for fewer than 16 images to calibrate with that differ from each other. */
export async function checkCalibration(calibration: Dataset): Promise<void> {
  const { name, n } = calibration;
  const few =
    n < FEWEST_CALIBRATION
      ? `${name}: has ${n} examples, calibration needs at least ${FEWEST_CALIBRATION}`
      : await tooAlike(calibration);
  if (few !== null) throw new TrisimError("too-few-examples", few);
}

/** Why images that are there many times say nothing sound; `null` where enough differ. Mostly the first ones tell. */
async function tooAlike(dataset: Dataset): Promise<string | null> {
  const { name, n } = dataset;
  const known = new Set<string>();
  for (let from = 0; from < n && known.size < FEWEST_CALIBRATION; from += FEWEST_CALIBRATION)
    for (const hash of await imageHashes(dataset, from, Math.min(n, from + FEWEST_CALIBRATION))) known.add(hash);
  if (known.size >= FEWEST_CALIBRATION) return null;
  const needed = `calibration needs at least ${FEWEST_CALIBRATION} different images`;
  return `${name}: ${needed}, the ${n} to calibrate with come to ${known.size}; ${REMEDY}`;
}
