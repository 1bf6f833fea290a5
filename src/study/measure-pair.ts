import type { Dataset } from "../data/dataset.js";
import { pairScore } from "../measures/cka-map.js";
import { precisionFor } from "../measures/cka-plan.js";
import type { Acting } from "../sides/functional/basis.js";
import type { Connected } from "../sides/functional/connectivity.js";
import { functionalSide } from "../sides/functional/functional-side.js";
import { layersOf, type ModelLayers, staticSide } from "../sides/static/static-side.js";
import type { Found } from "./found.js";
import type { Measuring } from "./model-level.js";
import type { Both } from "./pair.js";
import type { Settings } from "./settings.js";

/** What two networks, run or read from files, gave on one data set. */
export interface Given {
  readonly dataset: Dataset;
  readonly dense: Both<ModelLayers>;
  readonly acting: Acting;
  readonly connected: Connected;
}

/** The static and the functional side of two networks on one data set. */
export async function measurePair(
  { matrices, compute }: Measuring,
  { dataset, dense, acting, connected }: Given,
  { measures, seed, memory, calibrateTemperature }: Settings,
): Promise<Pick<Found, "still" | "plans" | "nOfMaps" | "act">> {
  const pairOfLast = [dense.a.penultimate, dense.b.penultimate];
  const penultimate = await matrices.map(pairOfLast, { precision: precisionFor(pairOfLast), memory, seed });
  const layers = await matrices.map(layersOf(dense.a, dense.b), { precision: "float32", memory, seed });
  const scores = { cka: pairScore(penultimate), cells: layers.cells };
  const args = [dense.a, dense.b, measures, seed, scores] as const;
  return {
    still: await compute.run(staticSide, "sides/static/static-side", ...args),
    plans: { representation: penultimate.plan, layers: layers.plan },
    nOfMaps: dataset.n,
    act: functionalSide(acting, connected, { n: dataset.n, seed, calibrateTemperature }),
  };
}
