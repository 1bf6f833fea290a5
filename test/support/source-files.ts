import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The repository's root. */
export const ROOT = new URL("../..", import.meta.url).pathname;

/** Every TypeScript file below a folder of the repository, as paths from there with forward slashes. */
export function sourceFiles(folder: string): readonly string[] {
  const root = join(ROOT, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
