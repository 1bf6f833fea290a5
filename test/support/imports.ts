import { posix } from "node:path";

/** Folders of `src` in the direction of the data: each imports only from itself and from those before it. */
const ORDER = ["kernels", "measures", "onnx", "data", "runtime", "sides", "study", "report", "cli"] as const;

/** Anyone may import these: they import nothing of ours. */
const COMMON = ["errors.ts", "version.ts"];

/** What a file imports, type imports included. */
export function importsOf(source: string): readonly string[] {
  return [...source.matchAll(/\bfrom\s+"([^"]+)"|\bimport\s*\(\s*"([^"]+)"\s*\)|^import\s+"([^"]+)"/gm)].map(
    ([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? "",
  );
}

/**
 * Why an import goes against the direction of the data, or `null` where it does not.
 *
 * @param file - the importing file, from `src`.
 */
export function against(file: string, imported: string): string | null {
  const from = ORDER.indexOf(file.split("/")[0] as (typeof ORDER)[number]);
  if (!imported.startsWith(".") || from < 0) return null;
  const target = posix.join(posix.dirname(file), imported).replace(/\.js$/, ".ts");
  if (COMMON.includes(target)) return null;
  const to = ORDER.indexOf(target.split("/")[0] as (typeof ORDER)[number]);
  if (to < 0) return `${file} imports ${target}, which is in no folder of the order`;
  return to > from ? `${file} imports ${target}, which is to its right` : null;
}

/** Why an import needs Node or a package, in folders that must run in a browser; `null` where it does not. */
export function impure(file: string, imported: string, allowed: readonly string[]): string | null {
  if (imported.startsWith(".") || allowed.some((name) => imported === name || imported.startsWith(`${name}/`)))
    return null;
  return `${file} imports ${imported}`;
}
