/** The text where a null came without its reason. */
export const NO_REASON = "no reason was recorded";

/**
 * Why the value at a key path is null: the reason given for that path or, failing that, for the nearest path above it.
 * Of several paths to the same value, the first with a reason decides. `layers.0` and `layers[0]` are the same path.
 *
 * @param reasons - key path → text, as results carry them.
 * @example
 * reasonFor({ "sparsity.a": "not computed" }, "sparsity.a.cka.3"); // => "not computed"
 * reasonFor({}, "sparsity.a"); // => "no reason was recorded"
 */
export function reasonFor(reasons: Readonly<Record<string, string>>, ...paths: readonly string[]): string {
  const byPath = new Map(Object.entries(reasons).map(([path, text]) => [dotted(path), text]));
  for (const path of paths) {
    for (let at = dotted(path); at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
      const text = byPath.get(at);
      if (text !== undefined) return text;
    }
  }
  return NO_REASON;
}

function dotted(path: string): string {
  return path.replace(/\[(\d+)\]/g, ".$1");
}
