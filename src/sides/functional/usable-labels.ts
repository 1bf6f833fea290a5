import type { Dataset } from "../../data/dataset.js";
import { TrisimError } from "../../errors.js";

/** The labels as a model may be scored against them, or why it may not. */
export interface UsableLabels {
  readonly labels: Int32Array | null;
  /** Why there are none. */
  readonly reason: string | null;
  /** What had to be taken for granted, to be said in the results. */
  readonly assumption: string | null;
}

/**
 * Whether a data set's labels are classes of a model with C outputs.
 *
 * An ONNX file seldom names its classes: equal numbers of classes are taken to be the same classes in the same order,
 * and that is said.
 *
 * @param model - the model's name.
 * @param outputs - C, or `null` for a model without logits.
 * @throws TrisimError `mismatch` where the data's number of classes is unknown and a label is not below C.
 */
export function usableLabels(dataset: Dataset, model: string, outputs: number | null): UsableLabels {
  const none = (reason: string): UsableLabels => ({ labels: null, reason, assumption: null });
  if (outputs === null) return none(`${model} has no logits`);
  if (dataset.labels === null) return none(`${dataset.name} has no labels`);
  if (dataset.classes !== null && dataset.classes !== outputs)
    return none(`${dataset.name} has ${dataset.classes} classes and ${model} has ${outputs} outputs`);
  if (dataset.classes === null) refuseBeyond(dataset, dataset.labels, model, outputs);
  const assumption = `${model} names no classes: its ${outputs} outputs are taken to be the classes of ${dataset.name}, in order`;
  return { labels: dataset.labels, reason: null, assumption };
}

function refuseBeyond(dataset: Dataset, labels: Int32Array, model: string, outputs: number): void {
  const at = labels.findIndex((label) => label >= outputs);
  if (at >= 0)
    throw new TrisimError(
      "mismatch",
      `${dataset.name}: example ${dataset.ids[at]} has label ${labels[at]}, but ${model} has ${outputs} outputs`,
    );
}
