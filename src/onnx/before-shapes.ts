import { graphOf } from "./graph.js";
import type { OnnxModel } from "./model.js";
import { isShapeOperator } from "./operators.js";

/** The tensor that another one is, but for its shape and for how it is stored. */
export function beforeShapes(model: OnnxModel, tensor: string): string {
  const { producer } = graphOf(model);
  let at = tensor;
  for (let node = producer.get(at); node !== undefined && isShapeOperator(node); node = producer.get(at)) {
    at = node.inputs[0] ?? "";
  }
  return at;
}
