// Comparisons
export { compare } from "./study/compare.js";
export type { CompareOptions, Progress } from "./study/compare-options.js";
export { type CompareResult, compareResultSchema } from "./study/results.js";
export { connectModels } from "./study/connect-models.js";
export type { ConnectedModels } from "./study/connect-opened.js";
export type { ConnectOptions } from "./study/connect-options.js";
export type { ConnectResult } from "./study/connect-result.js";
export { renderPage } from "./report/render-page.js";

// Studies of many models
export { parseStudy, readStudy } from "./study/read-study.js";
export type { StudyFile } from "./study/study-file.js";
export { type FinishedStudy, runStudy, type StudyOptions, study } from "./study/study.js";
export { type StudyResult, studyResultSchema } from "./study/results/study.js";
export type { Evidence } from "./study/findings/evidence.js";
export { evidenceOf } from "./study/findings/evidence-of.js";
export { type Selection, select, type Weights } from "./study/selection/select.js";
export { type Alikes, alike } from "./study/selection/like.js";
export { renderStudy } from "./report/render-study.js";

// Representations, see also trisim/measures
export { type MeasureResult, measure } from "./measures/measure.js";
export { measureNames } from "./measures/measure-names.js";
export { MEASURES, type MeasureName } from "./measures/table.js";
export type { Score } from "./measures/score.js";
export type { Matrix } from "./kernels/matrix.js";
export { type MatrixFile, readMatrix } from "./data/array-file.js";
export { openSavedActivations, type SavedActivations } from "./data/saved-activations.js";

// Models and data
export { type Model, openModel } from "./runtime/open-model.js";
export { type Inspection, inspect } from "./onnx/inspect.js";
export type { Dataset } from "./data/dataset.js";
export { openDataset } from "./data/open-dataset.js";

// Errors
export { TrisimError, type TrisimErrorCode } from "./errors.js";
