import type { ModelEvidence } from "./evidence.js";

/** The name that a model's forks lead back to, in the study or not; in a ring of forks the first of it. */
export function rootOf(model: ModelEvidence, models: readonly ModelEvidence[]): string {
  const way = [model.name];
  for (let at: ModelEvidence | undefined = model; at !== undefined && at.fork !== null; ) {
    const { fork }: ModelEvidence = at;
    if (way.includes(fork)) return ringName(way.slice(way.indexOf(fork)), models);
    way.push(fork);
    at = models.find(({ name }) => name === fork);
  }
  return way.at(-1) ?? model.name;
}

function ringName(ring: readonly string[], models: readonly ModelEvidence[]): string {
  return models.find(({ name }) => ring.includes(name))?.name ?? "";
}
