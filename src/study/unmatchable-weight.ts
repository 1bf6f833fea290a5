import type { OnnxModel, OnnxTensor } from "../onnx/model.js";
import { tensorValues } from "../onnx/tensor-values.js";
import { collectArrays } from "../runtime/collect-arrays.js";

/** The first parameter of a network by which no units can be matched, since it holds what is no finite number, in words; `null` where there is none. */
export function unmatchableWeight(model: OnnxModel, parameters: readonly OnnxTensor[]): string | null {
  for (const tensor of parameters) {
    const values = tensorValues(model, tensor) as ArrayLike<number>;
    const bad = Array.prototype.find.call(values, (value: number) => !Number.isFinite(value));
    if (bad !== undefined)
      return `${model.name}: parameter "${tensor.name}" holds ${bad}, by which no units can be matched`;
    collectArrays();
  }
  return null;
}
