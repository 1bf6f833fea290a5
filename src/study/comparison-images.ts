import type { Dataset } from "../data/dataset.js";
import { openDataset } from "../data/open-dataset.js";
import { TrisimError } from "../errors.js";
import { calibrationSplit, checkCalibration } from "./calibration.js";
import { checkCount } from "./check-count.js";
import type { CompareOptions } from "./compare-options.js";
import type { DataEntry } from "./results.js";
import type { Settings } from "./settings.js";

/**
 * Images to align, repair and prune with, where they are given and needed.
 *
 * @param opened - data sets that are closed where this fails.
 */
export async function openCalibration(
  { calibration, skipCorrupt, signal }: CompareOptions,
  { connect: paths, prune }: Settings,
  opened: readonly Dataset[],
): Promise<Dataset | null> {
  if (calibration === undefined || (paths !== "aligned" && paths !== "repaired" && prune !== "wanda")) return null;
  const all = [...opened];
  return closedOnFailure(all, async () => {
    const dataset = await openDataset(calibration, { skipCorrupt, signal });
    all.push(dataset);
    await checkCalibration(dataset);
    return dataset;
  });
}

/** What `make` makes; where it fails, the data sets that are open by then are closed. */
async function closedOnFailure<T>(opened: readonly Dataset[], make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    await Promise.all(opened.map((dataset) => dataset.close()));
    throw error;
  }
}

/** Images that input norms are taken over, for the method that needs them: those given, or some of the first data set's. */
export async function pruningImages(
  [first]: readonly Dataset[],
  { prune, seed }: Settings,
  given: Dataset | null,
): Promise<Dataset | null> {
  if (prune !== "wanda" || given !== null || first === undefined) return prune === "wanda" ? given : null;
  const split = await calibrationSplit(first, seed);
  if (typeof split === "string") throw new TrisimError("too-few-examples", `wanda: ${split}`);
  return split.calibration;
}

/**
 * The data sets of a comparison, all open; where one fails the others are closed.
 *
 * @throws RangeError where none is given; whatever opening one throws.
 */
export async function openDatasets({
  data,
  ood,
  limit,
  skipCorrupt,
  signal,
}: CompareOptions): Promise<readonly Dataset[]> {
  if (data === undefined) throw new RangeError("data: missing; give the images that the models are compared on");
  const datasets: Dataset[] = [];
  return closedOnFailure(datasets, async () => {
    for (const spec of ood === undefined ? [data] : [data, ood]) {
      const dataset = await openDataset(spec, { limit, skipCorrupt, signal });
      datasets.push(dataset);
      checkCount(dataset);
    }
    return datasets;
  });
}

/** How many images they have together. */
export function imagesIn(datasets: readonly Dataset[]): number {
  return datasets.reduce((sum, { n }) => sum + n, 0);
}

/** Whether units were matched, or anything repaired or pruned, with images to calibrate with. */
export function isCalibrated({ functional: { connectivity }, sparsity: { nCalibration } }: DataEntry): boolean {
  return (connectivity?.nCalibration ?? 0) + nCalibration.a + nCalibration.b > 0;
}
