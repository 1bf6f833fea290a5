import { inputThrough } from "./input-through.js";
import { ELEM_TYPES, type ElemType, type OnnxModel } from "./model.js";

/** What images are cast to; nothing computes in bfloat16, which stays for the runtime to refuse. */
const OTHER_FLOATS: readonly (ElemType | null)[] = ["float16", "float64"];

/**
 * A model that takes float32 images, of one that takes them as float16 or float64: they are cast in the graph. What it gives out
 * keeps its type.
 *
 * @returns the same model where it has no such input of four dimensions, or more than one.
 */
export function floatImages(model: OnnxModel): OnnxModel {
  const found = model.inputs.filter(({ elemType, dims }) => OTHER_FLOATS.includes(elemType) && dims?.length === 4);
  const [input, second] = found;
  if (input === undefined || second !== undefined) return model;
  const { elemType, dims } = input;
  if (elemType === null || dims === null) return model;
  return inputThrough(model, input, {
    ...{ suffix: "float32", dims },
    ...{ opType: "Cast", attributes: { to: ELEM_TYPES.indexOf(elemType) } },
  });
}
