/** What the functional side must know of a model besides its predictions. */
export interface Classifier {
  readonly name: string;
  /** C, or `null` for a model without logits. */
  readonly outputs: number | null;
  /** The names of its classes; `null` where unknown. */
  readonly classNames: readonly string[] | null;
  /** Why it has no logits; `null` where it has. */
  readonly reason: string | null;
}

/**
 * Where two lists of class names part, letter case and blanks aside. Names may be lists of synonyms, as ImageNet's are: one
 * in common is enough. Lists that say nothing of each other, see `areIncomparable`, do not part.
 *
 * @returns the first index at which they differ, or `null` for the same classes in the same order.
 * @example
 * firstDifference(["Cat", "dog"], ["cat", "Dog"]); // => null
 * firstDifference(["cat", "dog"], ["cat", "frog"]); // => 1
 * firstDifference(["great_white_shark"], ["great white shark, white shark"]); // => null
 */
export function firstDifference(a: readonly string[], b: readonly string[]): number | null {
  if (a.length === b.length && areIncomparable(a, b)) return null;
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (!isSameClass(a[i], b[i])) return i;
  return null;
}

function isSameClass(a: string | undefined, b: string | undefined): boolean {
  if (plainName(a) === plainName(b)) return true;
  if (a === undefined || b === undefined) return false;
  const known = synonyms(a);
  return synonyms(b).some((name) => known.includes(name));
}

/** Keras writes underscores for blanks. */
function synonyms(names: string): readonly string[] {
  const each = names.split(",").map((name) =>
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, " "),
  );
  return each.filter((name) => name !== "");
}

/**
 * Whether names are words, where the others are WordNet's numbers (`n01440764`), or the other way round: then they say
 * nothing of each other.
 */
export function areIncomparable(a: readonly string[], b: readonly string[]): boolean {
  return areNumbers(a) !== areNumbers(b);
}

function areNumbers(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => /^n\d{8}$/.test(name.trim()));
}

/** A class name as it is compared: letter case and blanks around it aside. */
export function plainName(name: string | undefined): string | undefined {
  return name?.trim().toLowerCase();
}
