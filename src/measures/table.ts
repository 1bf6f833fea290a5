import { angularMeasure } from "./angular.js";
import { ccaMeasure } from "./cca.js";
import { ckaMeasure } from "./cka.js";
import { ckaBiasedMeasure } from "./cka-biased.js";
import { ckaMinibatchMeasure } from "./cka-minibatch.js";
import { ckaRbfMeasure } from "./cka-rbf.js";
import { cknnaMeasure } from "./cknna.js";
import type { Measure } from "./define-measure.js";
import { knnMeasure } from "./knn.js";
import { procrustesMeasure } from "./procrustes.js";
import { pwccaMeasure } from "./pwcca.js";
import { rsaMeasure } from "./rsa.js";
import { svccaMeasure } from "./svcca.js";

/** The representation measures' names, as they stand in results and on the command line. */
export type MeasureName =
  | "cka"
  | "cka-biased"
  | "cka-rbf"
  | "cka-minibatch"
  | "procrustes"
  | "angular"
  | "cca"
  | "svcca"
  | "pwcca"
  | "rsa"
  | "knn"
  | "cknna";

/**
 * The representation measures: what each claims of itself, and its functions. Anything new is one file and one row.
 *
 * @example
 * MEASURES.cka.minimumExamples; // => 4
 * Object.keys(MEASURES).length; // => 12
 */
export const MEASURES: Readonly<Record<MeasureName, Measure>> = Object.freeze({
  cka: ckaMeasure,
  "cka-biased": ckaBiasedMeasure,
  "cka-rbf": ckaRbfMeasure,
  "cka-minibatch": ckaMinibatchMeasure,
  procrustes: procrustesMeasure,
  angular: angularMeasure,
  cca: ccaMeasure,
  svcca: svccaMeasure,
  pwcca: pwccaMeasure,
  rsa: rsaMeasure,
  knn: knnMeasure,
  cknna: cknnaMeasure,
});
