import type { Dataset } from "./dataset.js";

/** One kind of data set: a row of the table in `open-dataset.ts`. */
export interface DatasetKind {
  /** What stands before the colon in `kind:path`. */
  readonly kind: string;
  /** What the path is, in a few words for help and errors. */
  readonly describe: string;
  /** Whether a path without a kind is of this kind, told from its name and size alone. */
  recognises(path: string): Promise<boolean>;
  /**
   * @throws TrisimError for whatever is wrong with the files.
   */
  open(path: string): Promise<Dataset>;
}
