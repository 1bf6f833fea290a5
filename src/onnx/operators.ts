import type { OnnxNode } from "./model.js";

/** Operators that change the shape of a tensor or how it is stored, not its values. */
const SHAPE: ReadonlySet<string> = new Set([
  "Reshape",
  "Flatten",
  "Squeeze",
  "Unsqueeze",
  "Transpose",
  "Identity",
  "Cast",
  "Dropout",
]);

/** Operators that take many positions to fewer, one token among several included. */
const POOLING: ReadonlySet<string> = new Set([
  "AveragePool",
  "MaxPool",
  "LpPool",
  "GlobalAveragePool",
  "GlobalMaxPool",
  "GlobalLpPool",
  "ReduceMean",
  "ReduceMax",
  "ReduceSum",
  "Gather",
  "Slice",
]);

/** Functions of one value at a time. */
const ACTIVATION: ReadonlySet<string> = new Set([
  "Relu",
  "Clip",
  "LeakyRelu",
  "PRelu",
  "Elu",
  "Selu",
  "Celu",
  "ThresholdedRelu",
  "Gelu",
  "HardSwish",
  "HardSigmoid",
  "Mish",
  "Swish",
  "Sigmoid",
  "Tanh",
  "Erf",
  "Softplus",
  "Softsign",
  "Exp",
  "Log",
  "Sqrt",
  "Reciprocal",
  "Neg",
  "Abs",
  "Pow",
]);

/** Functions of two or more tensors, element by element. */
const ARITHMETIC: ReadonlySet<string> = new Set(["Add", "Sub", "Mul", "Div", "Sum", "Mean", "Max", "Min", "Where"]);

/** Operators that cut, pad or join tensors and leave each axis what it is. */
const AXIS_KEEPING: ReadonlySet<string> = new Set(["Concat", "Pad", "Slice", "Resize", "Upsample", "Split"]);

/** Operators that turn logits into probabilities. */
const SOFTMAX: ReadonlySet<string> = new Set(["Softmax", "LogSoftmax"]);

/** Attention as one operator, by the standard and by ONNX Runtime's fusions. */
const ATTENTION: ReadonlySet<string> = new Set(["Attention", "MultiHeadAttention", "GroupQueryAttention"]);

export const isShapeOperator = (node: OnnxNode): boolean => SHAPE.has(node.opType);
export const isPooling = (node: OnnxNode): boolean => POOLING.has(node.opType);
export const isActivation = (node: OnnxNode): boolean => ACTIVATION.has(node.opType);
export const isArithmetic = (node: OnnxNode): boolean => ARITHMETIC.has(node.opType);
export const isSoftmax = (node: OnnxNode): boolean => SOFTMAX.has(node.opType);

/** Whether a node mixes tokens by attention. */
export const isAttention = (node: OnnxNode): boolean => node.opType === "Softmax" || ATTENTION.has(node.opType);

/** Whether every output has the axes of the input, in the same order. */
export function keepsAxes(node: OnnxNode): boolean {
  const { opType } = node;
  const same = opType === "Identity" || opType === "Cast" || opType === "Dropout";
  return same || isActivation(node) || isArithmetic(node) || AXIS_KEEPING.has(opType);
}
