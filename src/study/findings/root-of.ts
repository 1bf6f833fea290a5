import type { ModelEvidence } from "./evidence.js";
import { isCopy } from "./is-copy.js";

/**
 * The name that a model's forks lead back to, in the study or not; in a ring of forks the first of it. Copies of one file
 * are taken for one model.
 */
export function rootOf(model: ModelEvidence, models: readonly ModelEvidence[]): string {
  const way: string[] = [];
  for (let at: ModelEvidence | undefined = model; at !== undefined; ) {
    const { name, origin } = whence(at, models);
    if (way.includes(name)) return ringName(way.slice(way.indexOf(name)), models);
    way.push(name);
    if (origin === null) return name;
    at = models.find((other) => other.name === origin);
    if (at === undefined) return origin;
  }
  return model.name;
}

/** The one of all copies of a model that stands for them, and what they are a fork of. */
function whence(model: ModelEvidence, models: readonly ModelEvidence[]) {
  const copies = models.filter((other) => other === model || isCopy(other, model));
  const origins = copies.flatMap(({ fork }) => (copies.some(({ name }) => name === fork) ? [] : (fork ?? [])));
  const first = copies.find(({ fork }) => fork === null) ?? copies[0] ?? model;
  return { name: first.name, origin: origins[0] ?? null };
}

function ringName(ring: readonly string[], models: readonly ModelEvidence[]): string {
  return models.find(({ name }) => ring.includes(name))?.name ?? "";
}
