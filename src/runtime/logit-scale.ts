import { TrisimError } from "../errors.js";
import type { OnnxModel } from "../onnx/model.js";
import type { Model } from "./open-model.js";

const KEY = "logit_scale";

/**
 * What the files of the towers say of the scale: their metadata `logit_scale`, the text tower's first.
 *
 * @param tower - the text tower, where there is one.
 * @returns `null` where they say nothing.
 */
export function writtenScale(model: Model, tower: OnnxModel | null): number | null {
  const written = tower?.metadata.get(KEY) ?? model.whole.metadata.get(KEY);
  return written === undefined ? null : Number(written);
}

/**
 * The scale, once it is known to be one.
 *
 * @throws TrisimError "bad-value" where there is none, or it is not above 0.
 */
export function checkedScale(model: Model, scale: number | null): number {
  if (scale !== null && scale > 0 && Number.isFinite(scale)) return scale;
  const found = scale === null ? `its files do not say the ${KEY}` : `its ${KEY} is ${scale}`;
  throw new TrisimError("bad-value", `${model.name}: ${found}; give --logit-scale NUMBER, 100 for most CLIPs`);
}
