import type { LeftOut, ModelEvidence } from "./evidence.js";
import { countText, wordList } from "./wording.js";

/**
 * How far what was found in some models reaches; `null` without models.
 *
 * @param models - those that count.
 * @param about - what a reader might take it for a claim about.
 * @example
 * const model = (name, family) => ({ name, family, fork: null, twins: null, parameters: 1, latency: null, failure: null });
 * const text = scope([model("a", "cnn"), model("b", "vit")], "families");
 * text; // => "These 2 models of 2 families (1 cnn and 1 vit) do not support claims about families in general."
 */
export function scope(models: readonly ModelEvidence[], about: "families" | "networks"): string | null {
  if (models.length === 0) return null;
  const families = [...new Set(models.map(({ family }) => family))];
  const of = (name: string) => models.filter(({ family }) => family === name);
  const recipes = families.map((name) => new Set(of(name).map(({ recipe }) => recipe ?? null)));
  const one = recipes.every((found) => found.size === 1 && !found.has(null)) ? "; each family one training recipe" : "";
  const sizes = wordList(families.map((name) => `${of(name).length} ${name}`));
  const many = `of ${countText(families.length, "family", "families")} (${sizes}${one})`;
  const [who, verb] = models.length === 1 ? ["This one model", "does"] : [`These ${models.length} models`, "do"];
  return `${who} ${many} ${verb} not support claims about ${about} in general.`;
}

/** That the kind of a vision-language model's image tower and its family are told apart by nothing; `null` without towers. */
export function towerCaveat(models: readonly ModelEvidence[]): string | null {
  const towers = models.flatMap(({ name, tower }) => (tower == null ? [] : [`${name} (${tower})`]));
  if (towers.length === 0) return null;
  return `The kind of the image tower is a confounder, since a tower is a network of another family too: ${wordList(towers)}.`;
}

/** The models that some test does not count, in one sentence; `null` where all tests count all. */
export function leftOutCaveat(tests: readonly { readonly leftOut: readonly LeftOut[] }[]): string | null {
  const texts = tests.flatMap(({ leftOut }) => leftOut.map(({ model, why }) => `${model} (${why})`));
  return texts.length === 0 ? null : `Not counted: ${[...new Set(texts)].join("; ")}.`;
}
