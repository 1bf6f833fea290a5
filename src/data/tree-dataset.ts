import { basename, resolve } from "node:path";
import type { Dataset } from "./dataset.js";
import { encodedDataset } from "./encoded-dataset.js";
import type { FileTree } from "./file-tree.js";

/** The images of one class. */
interface LabelledFiles {
  readonly label: number;
  /** Paths relative to the tree, in code-unit order. */
  readonly files: readonly string[];
}

/** What the labels of a tree of images mean. */
export interface TreeClasses {
  /** Each label once. */
  readonly labelled: readonly LabelledFiles[];
  readonly classNames: readonly string[] | null;
  readonly classes: number;
}

/**
 * The images of a tree as a data set: by ascending label, then by file name; ids are paths in the tree.
 *
 * @param classesOf - says what the labels are; where it throws, the tree is closed.
 */
export async function treeDataset(
  kind: string,
  opened: Promise<FileTree>,
  classesOf: (tree: FileTree) => TreeClasses | Promise<TreeClasses>,
): Promise<Dataset> {
  const tree = await opened;
  try {
    const { labelled, classNames, classes } = await classesOf(tree);
    const ordered = [...labelled].sort((x, y) => x.label - y.label);
    const ids = ordered.flatMap(({ files }) => files);
    return await encodedDataset({
      name: `${kind}:${basename(resolve(tree.path))}`,
      ids,
      labels: Int32Array.from(ordered.flatMap(({ label, files }) => files.map(() => label))),
      classNames,
      classes,
      read: (from, to) =>
        Promise.all(
          ids.slice(from, to).map(async (file) => ({ name: tree.nameOf(file), bytes: await tree.read(file) })),
        ),
      close: () => tree.close(),
    });
  } catch (error) {
    await tree.close();
    throw error;
  }
}
