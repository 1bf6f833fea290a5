import { TrisimError } from "../errors.js";
import { classFolders } from "./class-folders.js";
import type { DatasetKind } from "./dataset-kind.js";
import type { FileTree } from "./file-tree.js";
import { IMAGENET_CLASSES, readClassIndex } from "./imagenet-classes.js";
import { openTree, topFolders } from "./open-tree.js";
import { treeDataset } from "./tree-dataset.js";

/** A class's number, written without leading zeros. */
const NUMBER = /^(0|[1-9]\d{0,2})$/;

/**
 * ImageNetV2, and any selection of ImageNet in folders that are named by the class's number: the label is that number, never
 * its rank among the folders. Folders may be missing.
 *
 * @see Recht, Roelofs, Schmidt & Shankar 2019
 */
export const imagenetV2: DatasetKind = {
  kind: "imagenetv2",
  describe: "DIR, .tar or .tar.gz with folders 0 to 999; the folder's number is the label",

  async recognises(path) {
    if (/imagenetv2[^/\\]*\.(tar|tar\.gz|tgz)$/i.test(path)) return true;
    const folders = await topFolders(path);
    return folders.length > 0 && folders.every((folder) => NUMBER.test(folder));
  },

  open(path) {
    return treeDataset("imagenetv2", openTree(path), async (tree) => ({
      labelled: classFolders(tree).map(({ name, files }) => ({ label: labelOf(tree, name), files })),
      classNames: (await readClassIndex(tree))?.names ?? null,
      classes: IMAGENET_CLASSES,
    }));
  },
};

function labelOf(tree: FileTree, folder: string): number {
  if (NUMBER.test(folder)) return Number(folder);
  const expected = `expected a class number from 0 to ${IMAGENET_CLASSES - 1} as its name`;
  throw new TrisimError("bad-value", `${tree.nameOf(folder)}: ${expected}; folder: takes other names`);
}
