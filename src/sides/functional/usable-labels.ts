import type { Dataset } from "../../data/dataset.js";
import { areIncomparable, type Classifier, firstDifference } from "./classifier.js";
import { type LabelRule, ruledLabels } from "./label-rule.js";

/** The labels as a model may be scored against them, or why it may not. */
export interface UsableLabels {
  readonly labels: Int32Array | null;
  /** Why there are none. */
  readonly reason: string | null;
  /** What a user can do about it, where the data set and the model have other classes; to be said unless a probe is fitted. */
  readonly misfit?: string;
  /** What had to be taken for granted, to be said in the results. */
  readonly assumption: string | null;
  /** The model's classes, its own or those that it was taken to have; `null` where nothing names them. */
  readonly classNames: readonly string[] | null;
}

/**
 * Whether a data set's labels are classes of a model with C outputs.
 *
 * Where both name their classes the names decide. An ONNX file seldom names them: then equal numbers of classes are taken
 * to be the same classes in the same order, and that is said. Data that do not say how many classes they have are taken to
 * have the model's, unless a label is none of its C outputs.
 *
 * @param rule - what the user says of the classes, which then decides; `null` where nothing was said.
 * @throws TrisimError `mismatch` where the rule does not fit the classes.
 */
export function usableLabels(dataset: Dataset, classifier: Classifier, rule: LabelRule | null = null): UsableLabels {
  const { name, outputs, classNames, reason } = classifier;
  const none = (why: string): UsableLabels => ({ labels: null, reason: why, assumption: null, classNames });
  const misfit = (why: string): UsableLabels => ({
    ...none(why),
    misfit: `${name} has no accuracy: ${why}; ${REMEDY}`,
  });
  if (outputs === null) return none(reason ?? `${name} has no logits`);
  if (dataset.labels === null) return none(`${dataset.name} has no labels`);
  if (rule !== null) return { ...ruledLabels(dataset, rule, classifier, outputs), reason: null, classNames };
  const otherwise = otherClasses(dataset, dataset.labels, name, outputs);
  if (otherwise !== null) return misfit(otherwise);
  const inOrder = `${outputs} outputs are taken to be the classes of ${dataset.name}, in order`;
  if (classNames !== null && dataset.classNames !== null) {
    if (areIncomparable(dataset.classNames, classNames)) {
      const assumption = `one of ${dataset.name} and ${name} names its classes by WordNet's numbers, the other by words: ${name}'s ${inOrder}`;
      return { labels: dataset.labels, reason: null, assumption, classNames };
    }
    const at = firstDifference(dataset.classNames, classNames);
    if (at === null) return { labels: dataset.labels, reason: null, assumption: null, classNames };
    const names = `class ${at} is "${dataset.classNames[at]}" in ${dataset.name} and "${classNames[at]}" in ${name}`;
    return misfit(`${names}: its classes are others`);
  }
  const [silent, its] = classNames === null ? [name, "its"] : [dataset.name, `${name}'s`];
  const assumption = `${silent} names no classes: ${its} ${inOrder}`;
  return { labels: dataset.labels, reason: null, assumption, classNames: classNames ?? dataset.classNames };
}

const REMEDY = "a label offset or map says which class is which, a probe reads its last layer instead";

/** Why the numbers say that the data have other classes than the model; `null` where they do not. */
function otherClasses(dataset: Dataset, labels: Int32Array, model: string, outputs: number): string | null {
  const { name, classes, ids } = dataset;
  if (classes !== null)
    return classes === outputs ? null : `${name} has ${classes} classes and ${model} has ${outputs} outputs`;
  const at = labels.findIndex((label) => label >= outputs);
  return at < 0 ? null : `example ${ids[at]} of ${name} has label ${labels[at]} and ${model} has ${outputs} outputs`;
}
