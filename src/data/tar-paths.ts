import { TrisimError } from "../errors.js";
import { isHidden } from "./is-hidden.js";

/**
 * An entry's path without what means nothing in it; `null` for one that is left out, because a part of it is
 * hidden, and for the archive's own folder.
 *
 * @param archive - for messages.
 * @throws TrisimError "bad-value" for a path that leads out of the archive.
 * @example
 * relativePath("a.tar", "./val/12/"); // => "val/12"
 */
export function relativePath(archive: string, name: string): string | null {
  const parts = name.split(/[/\\]/);
  if (/^([a-z]:|[/\\])/i.test(name) || parts.includes("..")) {
    throw new TrisimError("bad-value", `${archive}: ${name} leads out of the archive; do not trust it, pack it anew`);
  }
  const kept = parts.filter((part) => part !== "" && part !== ".");
  return kept.length === 0 || kept.some(isHidden) ? null : kept.join("/");
}

/**
 * The files of an archive below the one folder that all lie in, where they do and it holds folders itself.
 *
 * @returns that folder with a slash, or nothing; the folders directly below it; the files' paths from there.
 * @example
 * withoutRoot(["val"], ["val/12/a.jpg", "val/7/b.jpg"]); // => { root: "val/", folders: ["12", "7"], files: ["12/a.jpg", "7/b.jpg"] }
 */
export function withoutRoot(
  folders: readonly string[],
  files: readonly string[],
): { readonly root: string; readonly folders: readonly string[]; readonly files: readonly string[] } {
  const tops = new Set([...folders, ...files].map((path) => path.split("/")[0] ?? ""));
  const [top = ""] = tops;
  const root = tops.size === 1 && files.some((file) => file.split("/").length > 2) ? `${top}/` : "";
  const below = (path: string) => path.slice(root.length);
  const first = [...folders.map((path) => `${path}/`), ...files].map(below).filter((path) => path.includes("/"));
  const names = new Set(first.map((path) => path.split("/")[0] ?? "").filter((name) => name !== ""));
  return { root, folders: [...names], files: files.map(below) };
}
