import type { Fed } from "../runtime/what-is-fed.js";

/** What a model sees of a data set, under the names that `--json` prints. */
export interface Seen extends Fed {
  readonly name: string;
  readonly n: number;
  readonly sampleHash: string;
  readonly classes: number | null;
  /** The preprocessing's file, or "default". */
  readonly preprocess: string;
  /** The contact sheet, where one was written. */
  readonly out: string | null;
}
