import type { Dataset } from "../data/dataset.js";
import type { CkaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import type { FunctionalSide } from "../sides/functional/functional-side.js";
import type { Reasoned } from "../sides/reasoned.js";
import type { Level } from "../sides/sparsity/level.js";
import type { Sweeps } from "../sides/sparsity/sparsity-side.js";
import type { StaticSide } from "../sides/static/static-side.js";
import type { Reading } from "./acting.js";
import type { Both } from "./pair.js";
import type { StaticSide as StaticEntry } from "./results.js";

/** Everything that was found on one data set. */
export interface Found {
  readonly dataset: Dataset;
  readonly role: "id" | "ood";
  readonly still: Reasoned<StaticSide>;
  /** How debiased CKA was computed. */
  readonly plans: StaticEntry["plan"];
  /** Examples that the layer maps are of. */
  readonly nOfMaps: number;
  readonly act: Reasoned<FunctionalSide>;
  /** CKA of the two dense networks without each example in turn. */
  readonly without: CkaLeaveOneOut;
  readonly swept: Swept | Unpruned;
}

/** Two models that were pruned alike. */
export interface Swept {
  /** Ascending from 0. */
  readonly levels: readonly Level[];
  readonly readings: Both<Reading>;
  /** What pruning does to each, where it is known already. */
  readonly sweeps?: Sweeps;
  /** Images that pruning was calibrated with. */
  readonly nCalibration: Both<number>;
}

/** Two models of which one cannot be pruned, so that neither was. */
interface Unpruned {
  readonly unpruned: string;
}
