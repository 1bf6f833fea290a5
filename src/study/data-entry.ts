import type { Dataset } from "../data/dataset.js";
import type { CkaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { Acting } from "../sides/functional/basis.js";
import type { Connected } from "../sides/functional/connectivity.js";
import { functionalSide } from "../sides/functional/functional-side.js";
import type { Level, SweptModel } from "../sides/sparsity/level.js";
import { sparsitySide } from "../sides/sparsity/sparsity-side.js";
import type { Reading } from "./acting.js";
import type { Settings } from "./compare-options.js";
import type { Dense } from "./dense-pass.js";
import { disputedEntries } from "./disputed-entries.js";
import { entryOfSides, functionalPart } from "./entry-of-sides.js";
import { influentialEntries } from "./influential-entries.js";
import type { Both, Pair } from "./pair.js";
import type { DataEntry } from "./results.js";
import { staticEntry } from "./static-entry.js";
import { sparsityVertex } from "./vertices.js";

/** Everything that was found on one data set. */
export interface Found {
  readonly dataset: Dataset;
  readonly role: "id" | "ood";
  readonly dense: Both<Dense>;
  readonly acting: Acting;
  readonly readings: Both<Reading>;
  readonly connected: Connected;
  /** Ascending from 0. */
  readonly levels: readonly Level[];
  /** Images that pruning was calibrated with. */
  readonly nCalibration: Both<number>;
}

/**
 * Turns what was found on one data set into its entry of the results: three sides, three vertices, and a reason for
 * everything that is `null`.
 */
export async function dataEntry(pair: Pair, found: Found, settings: Settings): Promise<DataEntry> {
  const { dataset, dense, acting, readings } = found;
  const { measures, seed, memory, calibrateTemperature } = settings;
  const fixed = await staticEntry(pair, { a: pair.a, b: pair.b }, dense, { measures, seed, memory });
  const act = functionalSide(acting, found.connected, { n: dataset.n, seed, calibrateTemperature });
  const swept = { a: sweptModel(pair.a, dense.a, readings.a), b: sweptModel(pair.b, dense.b, readings.b) };
  const prune = sparsitySide(found.levels, { ...swept, n: dataset.n });
  const examples = await influentialEntries(dataset, densePair(found.levels));
  const disputed = await disputedEntries(dataset, act.value);
  return entryOfSides(dataset, found.role, {
    static: fixed,
    functional: functionalPart(act, disputed),
    sparsity: {
      value: { method: settings.prune, nCalibration: found.nCalibration, ...prune.value },
      reasons: prune.reasons,
      vertex: sparsityVertex(prune.robustness),
    },
    examples,
  });
}

/** CKA of the two dense networks without each example in turn: level 0 of the sweep has it. */
function densePair([dense]: readonly Level[]): CkaLeaveOneOut {
  if (dense === undefined) throw new RangeError("dataEntry: there is no level 0");
  return dense.pair.cross;
}

function sweptModel({ model, layers }: TappedModel, dense: Dense, { labels, logits, examples }: Reading): SweptModel {
  const classes = labels === null ? null : (logits(dense)?.columns ?? null);
  return { name: model.name, layers, classes, examples };
}
