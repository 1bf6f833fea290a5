import { TrisimError } from "../errors.js";
import type { OnnxModel } from "../onnx/model.js";
import type { Model } from "./open-model.js";

/** What the metadata of towers call what makes logits of cosines. */
type Key = "logit_scale" | "logit_bias";

/**
 * What the files of the towers say of the scale or the bias: their metadata, the text tower's first.
 *
 * @param tower - the text tower, where there is one.
 * @returns `null` where they say nothing.
 */
export function written(key: Key, model: Model, tower: OnnxModel | null): number | null {
  const text = tower?.metadata.get(key) ?? model.whole.metadata.get(key);
  return text === undefined ? null : Number(text);
}

/**
 * The scale, once it is known to be one.
 *
 * @throws TrisimError "bad-value" where there is none, or it is not above 0.
 */
export function checkedScale(model: Model, scale: number | null): number {
  if (scale !== null && scale > 0 && Number.isFinite(scale)) return scale;
  const found = scale === null ? "its files do not say the logit_scale" : `its logit_scale is ${scale}`;
  throw new TrisimError("bad-value", `${model.name}: ${found}; give --logit-scale NUMBER, 100 for most CLIPs`);
}

/**
 * The bias, once it is known to be a number; 0 where there is none, as in CLIP.
 *
 * @throws TrisimError "bad-value".
 */
export function checkedBias(model: Model, bias: number | null): number {
  if (bias === null || Number.isFinite(bias)) return bias ?? 0;
  throw new TrisimError("bad-value", `${model.name}: its logit_bias is ${bias}; give --logit-bias NUMBER`);
}
