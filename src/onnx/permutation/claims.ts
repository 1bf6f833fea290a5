import type { OnnxTensor } from "../model.js";
import { type ParameterFlow, sizeOf } from "./flow.js";
import { followedAxis } from "./followed-axis.js";
import { PLAIN, SAME, type Units } from "./units.js";

/** Which units stand where in the parameters, axis by axis. */
export interface Claims {
  /** Parameter → axis → index → the unit that stands there; `PLAIN` where it must stay, `SAME` where nothing is known. */
  readonly units: readonly (readonly Int32Array[])[];
  /**
   * Says which unit each element of a tensor made of parameters belongs to.
   *
   * The units must follow one axis of each parameter; where they follow none they cannot move, and stay.
   *
   * @param labels - one an element.
   */
  claim(flow: ParameterFlow, labels: Int32Array): void;
  /**
   * Ends what one node reads: along axes of its parameters of which it said nothing, everything stays. Another view of the same
   * parameter, in which units move, would else take along what is read here.
   */
  settle(flows: readonly ParameterFlow[]): void;
}

/** Nothing claimed yet. */
export function noClaims(parameters: readonly OnnxTensor[], units: Units): Claims {
  const claimed = parameters.map(({ dims }) => dims.map((dim) => new Int32Array(dim).fill(SAME)));
  /** The axes of which the node at hand has said something. */
  const followed = new Set<Int32Array>();
  return {
    units: claimed,
    claim({ sources }, labels) {
      const roots = labels.map((label) => Math.max(PLAIN, units.find(label)));
      if (roots.every((root) => root === PLAIN)) return;
      for (const { parameter, places } of sources) {
        const { dims } = parameters[parameter] ?? { dims: [] };
        const found = followedAxis(dims, places, roots, units);
        const before = claimed[parameter]?.[found?.axis ?? -1];
        if (found === null || before === undefined) units.pin(new Set(roots));
        else {
          unite(units, before, found.table);
          followed.add(before);
        }
      }
    },
    settle(flows) {
      const sources = flows.flatMap((flow) => flow.sources);
      for (const { parameter, places } of sources) {
        // Where a node reads a parameter twice, there is no telling of which view something was said.
        const once = sources.filter((other) => other.parameter === parameter).length === 1;
        const { dims } = parameters[parameter] ?? { dims: [] };
        for (const [axis, before] of (claimed[parameter] ?? []).entries())
          if (!once || !followed.has(before)) unite(units, before, staying(dims, axis, places));
      }
      followed.clear();
    },
  };
}

/** An index that had a unit before belongs to both; where one of the two stays, both do. */
function unite(units: Units, before: Int32Array, table: Int32Array): void {
  table.forEach((unit, index) => {
    before[index] = units.meet(before[index] ?? SAME, unit);
  });
}

/** `PLAIN` for each index along an axis that a view shows. */
function staying(dims: readonly number[], axis: number, places: Int32Array | null): Int32Array {
  const dim = dims[axis] ?? 1;
  if (places === null) return new Int32Array(dim).fill(PLAIN);
  const stride = sizeOf(dims.slice(axis + 1));
  const table = new Int32Array(dim).fill(SAME);
  for (const place of places) if (place >= 0) table[Math.floor(place / stride) % dim] = PLAIN;
  return table;
}
