/**
 * Whether a file or folder of this name is none of a data set's: one that begins with a dot, and the folder that macOS packs
 * beside what was packed.
 *
 * @example
 * ["._1.png", "__MACOSX", "1.png"].filter(isHidden); // => ["._1.png", "__MACOSX"]
 */
export function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "__MACOSX";
}
