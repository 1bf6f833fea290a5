import type { Matrix } from "../kernels/matrix.js";
import { imageEmbeddingOf } from "../onnx/logits.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { Classifier } from "../sides/functional/classifier.js";

/**
 * A network as a classifier: its classes, or why it is none.
 *
 * @param logits - n × C, what it gave on some data set.
 */
export function classifierOf({ model, head }: TappedModel, logits: Matrix | null): Classifier {
  const classNames = head === null ? model.classNames : head.classNames;
  if (logits !== null) return { name: model.name, outputs: logits.columns, classNames, reason: null };
  const reason =
    imageEmbeddingOf(model.onnx) !== null
      ? `${model.name} is an image tower: its predictions need texts, give --text or --text-embeds`
      : `${model.name} has no logits`;
  return { name: model.name, outputs: null, classNames, reason };
}
