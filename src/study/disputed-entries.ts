import type { Dataset } from "../data/dataset.js";
import type { ClassTables, Disputed } from "../sides/functional/class-tables.js";
import type { Reasoned } from "../sides/reasoned.js";
import { NO_PICTURE, picture } from "./picture.js";
import type { DisputedEntry } from "./results.js";

/**
 * The examples that two models disagree on most, each with its picture and the names of its classes. Only these are read
 * again.
 */
export async function disputedEntries(
  dataset: Dataset,
  { disputed, classNames }: Pick<ClassTables, "disputed" | "classNames">,
): Promise<Reasoned<readonly DisputedEntry[] | null>> {
  if (disputed === null) return { value: null, reasons: {} };
  const entries = await Promise.all(disputed.map((example) => entryOf(dataset, example, classNames)));
  const missing = entries.flatMap((entry, i) => (entry.thumbnail === null ? [`disputed.${i}.thumbnail`] : []));
  return { value: entries, reasons: Object.fromEntries(missing.map((path) => [path, NO_PICTURE])) };
}

async function entryOf(
  dataset: Dataset,
  { index, a, b, label, jsd }: Disputed,
  classNames: readonly string[] | null,
): Promise<DisputedEntry> {
  const named = (c: number) => (classNames?.[c] === undefined ? { class: c } : { class: c, name: classNames[c] });
  return {
    id: dataset.ids[index] ?? String(index),
    a: { ...named(a.class), probability: a.probability },
    b: { ...named(b.class), probability: b.probability },
    label: label === null ? null : named(label),
    jsd,
    thumbnail: await picture(dataset, index),
  };
}
