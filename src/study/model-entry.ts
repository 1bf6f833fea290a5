import { countParameters } from "../onnx/count-parameters.js";
import { familyOf } from "../onnx/family.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { ModelEntry } from "./results.js";

/** A network as results describe it. */
export function modelEntry({ model, taps, head, logits }: TappedModel): ModelEntry {
  const { config, source } = model.preprocess;
  return {
    name: model.name,
    sha256: model.sha256,
    hub: model.hub,
    parameters: countParameters(model.onnx),
    family: familyOf(model.onnx),
    preprocess: { source, config: { ...config } },
    logits,
    pooling: Object.fromEntries([...taps].map(([tensor, { pooling }]) => [tensor, pooling])),
    zeroShot:
      head === null
        ? null
        : { ...head.source, classNames: head.classNames, logitScale: head.scale, logitBias: head.bias },
  };
}
