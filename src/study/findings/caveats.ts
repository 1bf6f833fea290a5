import type { LeftOut, ModelEvidence } from "./evidence.js";
import { countText, wordList } from "./wording.js";

/**
 * How far what was found in some models reaches.
 *
 * @param models - those that count.
 * @example
 * const model = (name, family) => ({ name, family, fork: null, twins: null, parameters: 1, latency: null, failure: null });
 * const text = scope([model("a", "cnn"), model("b", "vit")]);
 * text; // => "These 2 models of 2 families, 1 of each, do not support claims about families in general."
 */
export function scope(models: readonly ModelEvidence[]): string {
  const families = [...new Set(models.map(({ family }) => family))];
  const of = (name: string) => models.filter(({ family }) => family === name);
  const sizes = families.map((name) => of(name).length);
  const spread = new Set(sizes).size === 1 ? `${sizes[0]} of each` : `${wordList(sizes.map(String))} of each in turn`;
  const recipes = families.map((name) => new Set(of(name).map(({ recipe }) => recipe ?? null)));
  const one = recipes.every((found) => found.size === 1 && !found.has(null)) ? ", each one training recipe" : "";
  const who = `${countText(models.length, "model", "models")} of ${countText(families.length, "family", "families")}`;
  return `These ${who}, ${spread}${one}, do not support claims about families in general.`;
}

/** That the kind of a vision-language model's image tower and its family are told apart by nothing; `null` without towers. */
export function towerCaveat(models: readonly ModelEvidence[]): string | null {
  const towers = models.flatMap(({ name, tower }) => (tower == null ? [] : [`${name} (${tower})`]));
  if (towers.length === 0) return null;
  return `The kind of the image tower is a confounder, since a tower is a network of another family too: ${wordList(towers)}.`;
}

/** The models that a test does not count, in one sentence; `null` where it counts all. */
export function leftOutCaveat(leftOut: readonly LeftOut[]): string | null {
  if (leftOut.length === 0) return null;
  return `Not counted: ${leftOut.map(({ model, why }) => `${model} (${why})`).join("; ")}.`;
}
