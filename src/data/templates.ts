import { TrisimError } from "../errors.js";
import { readLines } from "./text-lines.js";

const PLACEHOLDER = "{}";

/**
 * Prompt templates, one a line, each with `{}` where the name of a class goes: `a photo of a {}.`
 *
 * @throws TrisimError "bad-value" naming the first template without a placeholder, and whatever `readLines` throws.
 */
export async function readTemplates(file: string): Promise<readonly string[]> {
  const templates = await readLines(file);
  const bad = templates.find((template) => !template.includes(PLACEHOLDER));
  if (bad === undefined) return templates;
  throw new TrisimError("bad-value", `${file}: template "${bad}" has no {} where the name of a class would go`);
}

/**
 * Every template of every class, class by class: caption c·T + t is template t of class c.
 *
 * @param classNames - C names.
 * @param templates - T templates.
 * @returns C·T captions.
 * @example
 * captionsOf(["cat", "dog"], ["a {}.", "{}"]); // => ["a cat.", "cat", "a dog.", "dog"]
 */
export function captionsOf(classNames: readonly string[], templates: readonly string[]): readonly string[] {
  return classNames.flatMap((name) => templates.map((template) => template.replaceAll(PLACEHOLDER, () => name)));
}
