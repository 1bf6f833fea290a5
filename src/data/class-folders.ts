import { TrisimError } from "../errors.js";
import type { FileTree } from "./file-tree.js";

/** Names of image files; whether a file is an image its content decides. */
const IMAGE = /\.(jpe?g|png|webp|gif|tiff?|bmp)$/i;

/** One class of a tree of images. */
export interface ClassFolder {
  readonly name: string;
  /** Paths relative to the tree, in code-unit order. */
  readonly files: readonly string[];
}

/**
 * The folders of a tree, each the images of one class, in code-unit order. Files beside the folders are no images of it.
 *
 * @throws TrisimError "bad-value" for a folder without an image and a file in it that is none by its name, "not-found" where
 *   there is no folder.
 */
export function classFolders(tree: FileTree): readonly ClassFolder[] {
  const inside = new Map(tree.folders.map((folder) => [folder, [] as string[]]));
  for (const file of tree.files) {
    const [folder = "", ...below] = file.split("/");
    if (below.length === 0) continue;
    if (below.length > 1 || !IMAGE.test(file)) throw stray(tree, file, below.length > 1);
    inside.get(folder)?.push(file);
  }
  if (inside.size === 0)
    throw new TrisimError("not-found", `${tree.path} holds no folder; expected one for each class`);
  const folders = [...inside].map(([name, files]) => ({ name, files: files.sort() }));
  const empty = folders.find(({ files }) => files.length === 0);
  if (empty !== undefined) {
    throw new TrisimError("bad-value", `${tree.nameOf(empty.name)} holds no image; remove the folder or fill it`);
  }
  return folders.sort(({ name: x }, { name: y }) => (x < y ? -1 : 1));
}

function stray(tree: FileTree, file: string, isNested: boolean): TrisimError {
  const name = tree.nameOf(file);
  if (!isNested) {
    const what = "is no image by its name (.jpg, .png, .webp, .gif, .tiff)";
    return new TrisimError("bad-value", `${name} ${what}; expected CLASS/IMAGE, move it elsewhere`);
  }
  const [top = ""] = file.split("/");
  const remedy = `where the classes are in ${top}, give that folder (unpack an archive), else move it elsewhere`;
  return new TrisimError("bad-value", `${name} lies too deep, expected CLASS/IMAGE; ${remedy}`);
}
