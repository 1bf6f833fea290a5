import type { SweptModel } from "../sides/sparsity/level.js";
import { sparsitySide } from "../sides/sparsity/sparsity-side.js";
import type { Reading } from "./acting.js";
import { disputedEntries } from "./disputed-entries.js";
import { entryOfSides, functionalPart, type Sides } from "./entry-of-sides.js";
import type { Found, Swept } from "./found.js";
import { influentialEntries } from "./influential-entries.js";
import { noSweep } from "./no-sweep.js";
import type { Both } from "./pair.js";
import type { DataEntry } from "./results.js";
import type { Settings } from "./settings.js";
import { type LayerNames, staticEntry } from "./static-entry.js";
import { sparsityVertex, staticVertex } from "./vertices.js";

/** A network's layers as results name them. */
export type NamedLayers = LayerNames & { readonly name: string };

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
