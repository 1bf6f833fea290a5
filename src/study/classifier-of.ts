import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { imageEmbeddingOf } from "../onnx/logits.js";
import { textEmbeddingOf } from "../onnx/towers.js";
import type { Model } from "../runtime/open-model.js";
import type { Response } from "../runtime/response.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { Classifier } from "../sides/functional/classifier.js";

/**
 * A network as a classifier: its classes, or why it is none.
 *
 * @param logits - n × C, what it gave on some data set.
 * @throws TrisimError "mismatch" where its file does not name C classes.
 */
export function classifierOf({ model, head }: TappedModel, logits: Matrix | null): Classifier {
  const classNames = head === null ? model.classNames : head.classNames;
  if (logits !== null) {
    checkCount(model.name, classNames, logits.columns);
    return { name: model.name, outputs: logits.columns, classNames, reason: null };
  }
  return { name: model.name, outputs: null, classNames, reason: whyNone(model) };
}

/** The same on each of several data sets. */
export function classifiersOf(tapped: TappedModel, responses: readonly Response[]): readonly Classifier[] {
  return responses.map(({ logits }) => classifierOf(tapped, logits));
}

function whyNone({ name, onnx, whole }: Model): string {
  if (imageEmbeddingOf(onnx) === null) return `${name} has no logits`;
  if (textEmbeddingOf(whole) === null)
    return `${name} is an image tower: its predictions need texts, give --text or --text-embeds`;
  return `${name} holds a text tower: its predictions need a tokenizer, give --tokenizer or put tokenizer.json beside it`;
}

function checkCount(name: string, classNames: readonly string[] | null, outputs: number): void {
  if (classNames === null || classNames.length === outputs) return;
  const found = `its metadata name ${classNames.length} classes and it has ${outputs} outputs`;
  throw new TrisimError("mismatch", `${name}: ${found}`);
}
