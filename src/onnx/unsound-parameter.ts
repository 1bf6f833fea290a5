import { weightSource } from "./constants.js";
import { isFloat } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { SETTINGS } from "./parameters.js";
import { STATISTICS } from "./repair/batch-norm-sites.js";
import { tensorValues } from "./tensor-values.js";

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
  if (!isVariance(node, k) && isMask(node, values)) return null;
  const bad = values.find(isVariance(node, k) ? isUnsoundVariance(node) : (value) => !Number.isFinite(value));
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

/** What an attention is masked by: −∞ where it is not to look, and 0 elsewhere where that is added. */
function isMask({ opType }: OnnxNode, values: Float64Array): boolean {
  const hides = (value: number) => value === Number.NEGATIVE_INFINITY;
  if (opType === "Where") return values.every((value) => hides(value) || Number.isFinite(value));
  return opType === "Add" && values.every((value) => hides(value) || value === 0);
}
