import { type Markup, markup } from "./markup.js";

/**
 * A class as a reader knows it: by its name or, where nothing names it, by its number.
 *
 * @example
 * classText(["cat", "dog"], 1); // => "dog"
 * classText(null, 1); // => "class 1"
 */
export function classText(names: readonly string[] | null, index: number): string {
  return names?.[index] ?? `class ${index}`;
}

/** The same for a page, whatever the direction of the name's script. */
export function className(names: readonly string[] | null, index: number): Markup {
  return markup`<bdi>${classText(names, index)}</bdi>`;
}
