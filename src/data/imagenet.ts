import { TrisimError } from "../errors.js";
import { type ClassFolder, classFolders } from "./class-folders.js";
import type { DatasetKind } from "./dataset-kind.js";
import type { FileTree } from "./file-tree.js";
import { CLASS_INDEX_FILES, IMAGENET_CLASSES, readClassIndex } from "./imagenet-classes.js";
import { openTree, topFolders } from "./open-tree.js";
import { type TreeClasses, treeDataset } from "./tree-dataset.js";

const WORDNET_ID = /^n\d{8}$/;

/**
 * ImageNet in folders that are named by wordnet ids: the label is the id's rank among the 1,000. It is known where all are
 * there or a class table lies beside the folders; ranks are never guessed.
 *
 * @see Russakovsky et al. 2015
 */
export const imagenet: DatasetKind = {
  kind: "imagenet",
  describe: "DIR or .tar with folders of wordnet ids, all 1,000 or with imagenet_class_index.json beside them",

  async recognises(path) {
    const folders = await topFolders(path);
    return folders.length > 0 && folders.every((folder) => WORDNET_ID.test(folder));
  },

  open(path) {
    return treeDataset("imagenet", openTree(path), classesOf);
  },
};

async function classesOf(tree: FileTree): Promise<TreeClasses> {
  const folders = classFolders(tree);
  const odd = folders.find(({ name }) => !WORDNET_ID.test(name));
  if (odd !== undefined) {
    throw new TrisimError("bad-value", `${tree.nameOf(odd.name)}: expected a wordnet id as n01440764 as its name`);
  }
  const index = await readClassIndex(tree);
  const ids = index?.ids ?? ranked(tree, folders);
  const labelled = folders.map(({ name, files }) => ({ label: ids.indexOf(name), files }));
  const unknown = folders[labelled.findIndex(({ label }) => label < 0)];
  if (unknown !== undefined) {
    throw new TrisimError("mismatch", `${tree.nameOf(unknown.name)}: ${index?.file} has no class of that id`);
  }
  return { labelled, classNames: index?.names ?? ids, classes: IMAGENET_CLASSES };
}

/** All 1,000 ids, which are their own table. */
function ranked(tree: FileTree, folders: readonly ClassFolder[]): readonly string[] {
  if (folders.length === IMAGENET_CLASSES) return folders.map(({ name }) => name);
  throw new TrisimError(
    "mismatch",
    `${tree.path} holds ${folders.length} of the ${IMAGENET_CLASSES} classes, so that their numbers cannot be told; put ${CLASS_INDEX_FILES[0]} beside the folders`,
  );
}
