import type { Dataset } from "../data/dataset.js";
import type { CkaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import type { FunctionalSide } from "../sides/functional/functional-side.js";
import type { Reasoned } from "../sides/reasoned.js";
import type { Level, SweptModel } from "../sides/sparsity/level.js";
import { type Sweeps, sparsitySide } from "../sides/sparsity/sparsity-side.js";
import type { StaticSide } from "../sides/static/static-side.js";
import type { Reading } from "./acting.js";
import type { Settings } from "./compare-options.js";
import { disputedEntries } from "./disputed-entries.js";
import { entryOfSides, functionalPart, type Sides } from "./entry-of-sides.js";
import { influentialEntries } from "./influential-entries.js";
import { noSweep } from "./no-sweep.js";
import type { Both } from "./pair.js";
import type { DataEntry, StaticSide as StaticEntry } from "./results.js";
import { type LayerNames, staticEntry } from "./static-entry.js";
import { sparsityVertex, staticVertex } from "./vertices.js";

/** A network's layers as results name them. */
export type NamedLayers = LayerNames & { readonly name: string };

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

/**
 * Turns what was found on one data set into its entry of the results: three sides, three vertices, and a reason for
 * everything that is `null`.
 */
export async function dataEntry(names: Both<NamedLayers>, found: Found, settings: Settings): Promise<DataEntry> {
  const { dataset, still, act, swept } = found;
  const fixed = staticEntry(names, found);
  const examples = await influentialEntries(dataset, found.without);
  const disputed = await disputedEntries(dataset, act.value);
  return entryOfSides(dataset, found.role, {
    static: { ...fixed, vertex: staticVertex(still.value) },
    functional: functionalPart(act, disputed),
    sparsity: "unpruned" in swept ? noSweep(swept.unpruned, settings) : sweepPart(names, swept, dataset.n, settings),
    examples,
  });
}

function sweepPart(
  { a, b }: Both<NamedLayers>,
  { levels, readings, sweeps, nCalibration }: Swept,
  n: number,
  { prune: method }: Settings,
): Sides["sparsity"] {
  const models = { a: sweptModel(a, readings.a), b: sweptModel(b, readings.b) };
  const { value, reasons, robustness } = sparsitySide(levels, { ...models, n }, sweeps);
  return { value: { method, nCalibration, ...value }, reasons, vertex: sparsityVertex(robustness) };
}

export function sweptModel({ name, layers }: NamedLayers, { classes, examples }: Reading): SweptModel {
  return { name, layers, classes, examples };
}
