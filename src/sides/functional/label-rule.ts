import type { Dataset } from "../../data/dataset.js";
import type { LabelMap } from "../../data/label-map.js";
import { TrisimError } from "../../errors.js";
import { type Classifier, plainName } from "./classifier.js";

/** What a user says of the classes of the data and those of a model; it goes before names and numbers of classes. */
export type LabelRule =
  | (LabelMap & { readonly kind: "map" })
  /** The class of the model is the label plus `offset`. */
  | { readonly kind: "offset"; readonly offset: number };

/** Labels as classes of a model, and what contradicts them and is to be said. */
export interface RuledLabels {
  readonly labels: Int32Array;
  readonly assumption: string | null;
}

/** So many classes are named in an error; the rest are counted. */
const NAMED = 5;

/**
 * The labels of a data set as classes of a model, by a rule.
 *
 * @param classes - C, the outputs of the model.
 * @throws TrisimError "mismatch" for a class of the data that the rule leaves out or sends beyond the model's outputs, and
 * for a name that data or model does not have or has twice.
 */
export function ruledLabels(
  dataset: Dataset,
  rule: LabelRule,
  { name, classNames }: Classifier,
  classes: number,
): RuledLabels {
  const of = { name, classNames, classes };
  const target = rule.kind === "map" ? mapped(dataset, rule, of) : shifted(dataset, rule.offset, of);
  const labels = (dataset.labels ?? new Int32Array(0)).map((label) => target.get(label) ?? -1);
  return { labels, assumption: rule.kind === "map" ? null : contradiction(dataset, rule.offset, of) };
}

interface Target {
  readonly name: string;
  readonly classNames: readonly string[] | null;
  readonly classes: number;
}

/** Every class that the data set is known to have, ascending. */
function classesOf({ classes, labels }: Dataset): readonly number[] {
  if (classes !== null) return Array.from({ length: classes }, (_, c) => c);
  return [...new Set(labels)].sort((x, y) => x - y);
}

function shifted(dataset: Dataset, offset: number, { name, classes }: Target): ReadonlyMap<number, number> {
  const target = new Map(classesOf(dataset).map((label) => [label, label + offset]));
  for (const [label, to] of target) {
    if (to >= 0 && to < classes) continue;
    const where = `with label offset ${offset} class ${label} of ${dataset.name} would be class ${to} of ${name}`;
    throw new TrisimError("mismatch", `${where}, which has classes 0…${classes - 1}`);
  }
  return target;
}

/** Where an offset goes against the names of both sides: the user's word counts, and the names are told. */
function contradiction(dataset: Dataset, offset: number, { name, classNames }: Target): string | null {
  const names = dataset.classNames;
  if (names === null || classNames === null) return null;
  const at = names.findIndex((own, c) => plainName(own) !== plainName(classNames[c + offset]));
  if (at < 0) return null;
  const found = `class ${at} is "${names[at]}" in ${dataset.name} and class ${at + offset} "${classNames[at + offset]}" in ${name}`;
  return `label offset ${offset} is taken as asked although ${found}`;
}

function mapped(dataset: Dataset, { file, entries }: LabelMap, of: Target): ReadonlyMap<number, number> {
  const known = classesOf(dataset);
  const target = new Map<number, number>();
  for (const [key, value] of entries) {
    const from = classNamed(file, key, dataset.name, dataset.classNames);
    if (!known.includes(from)) {
      if (dataset.classes === null) continue; // Of data whose classes are not known some may have no example.
      throw new TrisimError(
        "mismatch",
        `${file}: ${dataset.name} has no class ${from}, its classes are 0…${known.length - 1}`,
      );
    }
    if (target.has(from))
      throw new TrisimError("mismatch", `${file}: class ${from} of ${dataset.name} is mapped twice`);
    const to = typeof value === "number" ? value : classNamed(file, value, of.name, of.classNames);
    if (to < 0 || to >= of.classes)
      throw new TrisimError("mismatch", `${file}: ${of.name} has no class ${to}, its classes are 0…${of.classes - 1}`);
    target.set(from, to);
  }
  refuseMissing(
    dataset,
    file,
    known.filter((label) => !target.has(label)),
  );
  return target;
}

/** A class by its name, or else by its number. */
function classNamed(file: string, text: string, owner: string, names: readonly string[] | null): number {
  const at = (names ?? []).flatMap((name, c) => (plainName(name) === plainName(text) ? [c] : []));
  if (at.length > 1)
    throw new TrisimError(
      "mismatch",
      `${file}: ${owner} has classes ${at.join(" and ")} named "${text}"; give the number`,
    );
  if (at[0] !== undefined) return at[0];
  if (/^\d+$/.test(text.trim())) return Number(text);
  const why = names === null ? `${owner} names no classes; give the number` : `${owner} has no class of that name`;
  throw new TrisimError("mismatch", `${file}: "${text}": ${why}`);
}

function refuseMissing({ name, classNames }: Dataset, file: string, missing: readonly number[]): void {
  if (missing.length === 0) return;
  const shown = missing.slice(0, NAMED).map((c) => (classNames === null ? String(c) : `${c} "${classNames[c]}"`));
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : "";
  throw new TrisimError("mismatch", `${file} leaves out classes of ${name}: ${shown.join(", ")}${more}`);
}
