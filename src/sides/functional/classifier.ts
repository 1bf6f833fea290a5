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
 * Where two lists of class names part, letter case and blanks aside.
 *
 * @returns the first index at which they differ, or `null` for the same classes in the same order.
 * @example
 * firstDifference(["Cat", "dog"], ["cat", "Dog"]); // => null
 * firstDifference(["cat", "dog"], ["cat", "frog"]); // => 1
 */
export function firstDifference(a: readonly string[], b: readonly string[]): number | null {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (plainName(a[i]) !== plainName(b[i])) return i;
  return null;
}

/** A class name as it is compared: letter case and blanks around it aside. */
export function plainName(name: string | undefined): string | undefined {
  return name?.trim().toLowerCase();
}
