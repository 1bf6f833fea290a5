import type { TrisimError } from "../errors.js";
import { measureNames } from "../measures/measure-names.js";
import { levelsOf, pathPoints, sweepLevels } from "./settings.js";
import type { StudyFile } from "./study-file.js";

/** What is wrong at a place of a study, as the error that names file, line and column. */
export type Fault = (path: readonly (string | number)[], message: string) => TrisimError;

/**
 * Checks options that a study has in common with a comparison, where they stand in the file.
 *
 * @throws what `fault` makes.
 */
export function checkStudyOptions({ measures, sweepMeasures, levels, prune, connect }: StudyFile, fault: Fault): void {
  const check = (path: readonly (string | number)[], look: () => unknown) => {
    try {
      look();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // The path says already which option it is.
      throw fault(path, error.message.replace(/^\w+: /, ""));
    }
  };
  for (const [i, name] of measures.entries()) check(["measures", i], () => measureNames([name]));
  for (const [i, name] of sweepMeasures.entries()) check(["sweepMeasures", i], () => measureNames([name]));
  for (const [i, level] of (levels ?? []).entries()) check(["levels", i], () => sweepLevels([level]));
  check(["levels"], () => levelsOf({ prune, levels }));
  check(["connect", "points"], () => pathPoints(connect.points));
}
