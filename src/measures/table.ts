import { angularMeasure } from "./angular.js";
import { ckaMeasure } from "./cka.js";
import { ckaBiasedMeasure } from "./cka-biased.js";
import type { Measure } from "./define-measure.js";
import { procrustesMeasure } from "./procrustes.js";

/** The representation measures' names, as they stand in results and on the command line. */
export type MeasureName = "cka" | "cka-biased" | "procrustes" | "angular";

/**
 * The representation measures: what each claims of itself, and its functions. Anything new is one file and one row.
 *
 * @example
 * MEASURES.cka.minimumExamples; // => 4
 * Object.keys(MEASURES); // => ["cka", "cka-biased", "procrustes", "angular"]
 */
export const MEASURES: Readonly<Record<MeasureName, Measure>> = Object.freeze({
  cka: ckaMeasure,
  "cka-biased": ckaBiasedMeasure,
  procrustes: procrustesMeasure,
  angular: angularMeasure,
});
