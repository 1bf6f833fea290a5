import { classFolders } from "./class-folders.js";
import type { DatasetKind } from "./dataset-kind.js";
import { openTree } from "./open-tree.js";
import { treeDataset } from "./tree-dataset.js";

/** Images in one folder a class: the label is the folder's rank in code-unit order, its name the class's. */
export const imageFolder: DatasetKind = {
  kind: "folder",
  describe: "DIR or .tar with one folder a class, ranked by name",

  async recognises() {
    return false;
  },

  open(path) {
    return treeDataset("folder", openTree(path), (tree) => {
      const folders = classFolders(tree);
      return {
        labelled: folders.map(({ files }, label) => ({ label, files })),
        classNames: folders.map(({ name }) => name),
        classes: folders.length,
      };
    });
  },
};
