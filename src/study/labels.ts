import type { Dataset } from "../data/dataset.js";
import { readLabelMap } from "../data/label-map.js";
import { TrisimError } from "../errors.js";
import type { Classifier } from "../sides/functional/classifier.js";
import type { LabelRule } from "../sides/functional/label-rule.js";
import { type UsableLabels, usableLabels } from "../sides/functional/usable-labels.js";
import type { CompareOptions } from "./compare-options.js";
import type { Both } from "./pair.js";

/** What was said of the classes of each model; `null` where nothing was. */
export type LabelRules = Both<LabelRule | null>;

/**
 * The label maps or offsets asked for.
 *
 * @throws RangeError where both are, or an offset is not whole; whatever `readLabelMap` throws.
 */
export async function labelRules({
  labelMap,
  labelOffset,
}: Pick<CompareOptions, "labelMap" | "labelOffset">): Promise<LabelRules> {
  if (labelMap !== undefined && labelOffset !== undefined)
    throw new RangeError("label-map and label-offset both say which class a label is; give one of them");
  if (labelOffset !== undefined) return { a: offsetRule(labelOffset.a), b: offsetRule(labelOffset.b) };
  if (labelMap === undefined) return { a: null, b: null };
  return {
    a: { kind: "map", ...(await readLabelMap(labelMap.a)) },
    b: { kind: "map", ...(await readLabelMap(labelMap.b)) },
  };
}

function offsetRule(offset: number): LabelRule {
  if (Number.isSafeInteger(offset)) return { kind: "offset", offset };
  throw new RangeError(`labelOffset: ${offset}; expected a whole number`);
}

/**
 * The labels of each data set as a model may be scored against them. Classes that it is taken to have on one data set are
 * its classes on those that follow.
 *
 * @throws TrisimError "mismatch" where the rule does not fit the first data set, the in-distribution one; on others there
 * are no labels then, with the reason.
 */
export function labelsOf(
  datasets: readonly Dataset[],
  classifiers: readonly Classifier[],
  rule: LabelRule | null,
): readonly UsableLabels[] {
  let taken: UsableLabels["classNames"] = null;
  return datasets.map((dataset, d) => {
    const own = classifiers[d];
    if (own === undefined) throw new RangeError(`labelsOf: there is no classifier on ${dataset.name}`);
    const classifier = { ...own, classNames: own.classNames ?? taken };
    try {
      const usable = usableLabels(dataset, classifier, rule);
      taken = usable.classNames;
      return usable;
    } catch (error) {
      if (d === 0 || !(error instanceof TrisimError)) throw error;
      return { labels: null, reason: error.message, assumption: null, classNames: classifier.classNames };
    }
  });
}

/** The same labels, but for data sets where a label is one class of A and another of B: a path between has no classes. */
export function ofOneClassifier({ a, b }: Both<readonly UsableLabels[]>): Both<readonly UsableLabels[]> {
  const differs = (d: number) => {
    const [left, right] = [a[d]?.labels ?? null, b[d]?.labels ?? null];
    return left !== null && right !== null && left.some((label, i) => label !== right[i]);
  };
  const reason = "a label is one class of A and another of B";
  const without = (of: readonly UsableLabels[]) =>
    of.map((usable, d) => (differs(d) ? { ...usable, labels: null, reason } : usable));
  return { a: without(a), b: without(b) };
}
