import { weightSource } from "./constants.js";
import { isFloat } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { SETTINGS } from "./parameters.js";
import { STATISTICS } from "./repair/batch-norm-sites.js";
import { tensorValues } from "./tensor-values.js";

/** Operators by which an attention is masked, with −∞ where it is not to look. */
const MASKING: ReadonlySet<string> = new Set(["Add", "Where"]);

/** ONNX's own, where a BatchNormalization names none. */
const EPSILON = 1e-5;

/**
 * The first parameter in graph order with which no network gives finite numbers: one that holds NaN or an infinity, other than the −∞
 * of a mask, or a running variance so far below 0 that it has no square root.
 *
 * @returns its name and what it holds, in words; `null` where there is none.
 */
export function unsoundParameter(model: OnnxModel): string | null {
  for (const node of model.nodes.filter(({ opType }) => !SETTINGS.has(opType)))
    for (const k of node.inputs.keys()) {
      const found = unsoundInput(model, node, k);
      if (found !== null) return found;
    }
  return null;
}

function unsoundInput(model: OnnxModel, node: OnnxNode, k: number): string | null {
  const tensor = weightSource(model, node.inputs[k] ?? "");
  if (tensor === null || !isFloat(tensor) || tensor.dims.length === 0) return null;
  const values = Float64Array.from(tensorValues(model, tensor) as ArrayLike<number>);
  const bad = values.find(isVariance(node, k) ? isUnsoundVariance(node) : isUnsoundValue(node));
  const what = isVariance(node, k) ? "running variance" : "parameter";
  return bad === undefined ? null : `${what} "${tensor.name}" holds ${bad}`;
}

function isVariance({ opType, domain }: OnnxNode, input: number): boolean {
  return domain === "" && opType === "BatchNormalization" && input === STATISTICS.variance;
}

function isUnsoundVariance({ attributes }: OnnxNode): (value: number) => boolean {
  const epsilon = Number(attributes.get("epsilon") ?? EPSILON);
  return (value) => !(value + epsilon > 0) || value === Number.POSITIVE_INFINITY;
}

function isUnsoundValue({ opType }: OnnxNode): (value: number) => boolean {
  return (value) => !(Number.isFinite(value) || (value === Number.NEGATIVE_INFINITY && MASKING.has(opType)));
}
