/** A result with the reasons for what is `null` in it, by key path from the result. */
export interface Reasoned<T> {
  readonly value: T;
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * The same reasons, seen from further out.
 *
 * @example
 * below("static.cka", { pValue: "constant" }); // => { "static.cka.pValue": "constant" }
 */
export function below(path: string, reasons: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(reasons).map(([key, reason]) => [`${path}.${key}`, reason]));
}
