// Errors

// Data
export { type MatrixFile, readMatrix } from "./data/array-file.js";
export type { Dataset } from "./data/dataset.js";
export { openDataset } from "./data/open-dataset.js";
export { TrisimError, type TrisimErrorCode } from "./errors.js";
// Representations
export type { Matrix } from "./kernels/matrix.js";
export { type MeasureResult, measure } from "./measures/measure.js";
export { measureNames } from "./measures/measure-names.js";
export type { Score } from "./measures/score.js";
export { MEASURES, type MeasureName } from "./measures/table.js";
// Models
export { type Inspection, inspect } from "./onnx/inspect.js";
// The page
export { renderPage } from "./report/render-page.js";
export { type Model, openModel } from "./runtime/open-model.js";
// Comparisons
export { compare } from "./study/compare.js";
export type { CompareOptions, Progress } from "./study/compare-options.js";
export { type CompareResult, compareResultSchema } from "./study/results.js";
