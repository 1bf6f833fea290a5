// Comparisons
export { compare } from "./study/compare.js";
export type { CompareOptions, Progress } from "./study/compare-options.js";
export { type CompareResult, compareResultSchema } from "./study/results.js";
export {
  type ConnectOptions,
  type ConnectedModels,
  type ConnectResult,
  connectModels,
} from "./study/connect-models.js";
export { renderPage } from "./report/render-page.js";

// Representations, see also trisim/measures
export { type MeasureResult, measure } from "./measures/measure.js";
export { measureNames } from "./measures/measure-names.js";
export { MEASURES, type MeasureName } from "./measures/table.js";
export type { Score } from "./measures/score.js";
export type { Matrix } from "./kernels/matrix.js";
export { type MatrixFile, readMatrix } from "./data/array-file.js";

// Models and data
export { type Model, openModel } from "./runtime/open-model.js";
export { type Inspection, inspect } from "./onnx/inspect.js";
export type { Dataset } from "./data/dataset.js";
export { openDataset } from "./data/open-dataset.js";

// Errors
export { TrisimError, type TrisimErrorCode } from "./errors.js";
