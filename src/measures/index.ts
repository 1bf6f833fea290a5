// Measures of two representations
export { cka } from "./cka.js";
export { ckaBiased } from "./cka-biased.js";
export { type CkaRbfOptions, ckaRbf } from "./cka-rbf.js";
export { type CkaMinibatchOptions, ckaMinibatch } from "./cka-minibatch.js";
export { procrustes } from "./procrustes.js";
export { angular } from "./angular.js";
export { cca } from "./cca.js";
export { type SvccaOptions, svcca } from "./svcca.js";
export { pwcca } from "./pwcca.js";
export { rsa } from "./rsa.js";
export { knn } from "./knn.js";
export { cknna } from "./cknna.js";
export { type MeasureResult, measure } from "./measure.js";
export { measureNames } from "./measure-names.js";
export { MEASURES, type MeasureName } from "./table.js";
export type { Claims, Measure, Transformation, Undefined } from "./define-measure.js";
export type { NeighbourOptions } from "./neighbours/neighbourhood.js";
export type { SamplingOptions } from "./sampling.js";
export type { Details, Score } from "./score.js";
export type { Matrix } from "../kernels/matrix.js";

// Many layers, and parts of scores
export { type BestMatch, bestMatches } from "./best-matches.js";
export { type CkaMap, type CkaMapOptions, ckaMap } from "./cka-map.js";
export type { CkaCell } from "./cka-cells.js";
export { type CkaPlan, type PlanOptions, planCka } from "./cka-plan.js";
export type { Shapes } from "./ucentred/route-memory.js";
export { type MatrixEngine, wasmEngine } from "../kernels/matrix-engine.js";
export { layerMap } from "./layer-map.js";
export { procrustesChance } from "./procrustes-chance.js";
export { type CkaLeaveOneOut, ckaLeaveOneOut } from "./cka-leave-one-out.js";
export { type InfluentialExample, influentialExamples } from "./influential-examples.js";
export { effectiveRank } from "./effective-rank.js";

// Measures of two models' predictions
export { accuracy } from "./predictive/accuracy.js";
export { agreement } from "./predictive/agreement.js";
export { disagreement } from "./predictive/disagreement.js";
export { jsd } from "./predictive/jsd.js";
export { kappa } from "./predictive/kappa.js";
export { errorConsistency } from "./predictive/error-consistency.js";
export { type Temperature, temperatureOf } from "./predictive/temperature.js";
export { fitProbe, type ProbeHead, probeLogits } from "./probe/fit-probe.js";
export { sameError } from "./predictive/same-error.js";
export { PREDICTIVE_MEASURES, type PredictiveName } from "./predictive/table.js";
export { type Predictions, predictions } from "./predictive/predictions.js";
export type { PredictiveScore } from "./predictive/predictive-score.js";

// Paths between two networks
export { rightness } from "./predictive/rightness.js";
export { crossEntropy } from "./predictive/cross-entropy.js";
export type { Barrier } from "./connectivity/barrier.js";
export { frankleBarrier } from "./connectivity/frankle-barrier.js";
export { entezariBarrier } from "./connectivity/entezari-barrier.js";
export { type Lmc, lmc } from "./connectivity/lmc.js";
