import { assignment } from "../../../kernels/assignment.js";
import { membersOfBlocks } from "../../../onnx/permutation/members-of-blocks.js";
import type { UnitClasses } from "../../../onnx/permutation/unit-classes.js";
import type { Family } from "./families.js";

/** Class → units × units, row-major: what is gained where B's unit j takes the place of A's unit i. */
export type Gains = ReadonlyMap<number, Float32Array | Float64Array>;

type Units = readonly number[];

/** A class of a family, its gains, and the classes of its members with who they are. */
interface Branch {
  readonly c: number;
  readonly size: number;
  readonly gains: Float32Array | Float64Array;
  readonly parts: readonly { readonly branch: Branch; readonly members: readonly Units[] }[];
}

/** What some units of B gain at best in the places of as many of A's, and which goes where. */
interface Match {
  readonly gain: number;
  readonly moves: readonly Move[];
}

interface Move {
  readonly c: number;
  readonly places: Units;
  readonly units: Units;
}

/**
 * The permutations of a family's classes that gain most: the best of all, since a pair of blocks gains what it does itself and
 * what its members do at best.
 *
 * @returns class → its permutation.
 * @throws RangeError for gains that are not finite.
 */
export function assignedFamily(
  unitClasses: UnitClasses,
  family: Family,
  gains: Gains,
): ReadonlyMap<number, Int32Array> {
  const root = branchOf(unitClasses, family, gains, family[0] ?? 0);
  const all = Array.from({ length: root.size }, (_, i) => i);
  const orders = new Map(family.map((c) => [c, new Int32Array(unitClasses.classes[c]?.size ?? 0)]));
  for (const { c, places, units } of match(root, all, all).moves) {
    const order = orders.get(c);
    for (const [k, place] of places.entries()) if (order !== undefined) order[place] = units[k] ?? 0;
  }
  return orders;
}

function branchOf(unitClasses: UnitClasses, family: Family, gains: Gains, c: number): Branch {
  const size = unitClasses.classes[c]?.size ?? 0;
  const parts = family.flatMap((part) => {
    const block = unitClasses.classes[part]?.block ?? null;
    if (block?.of !== c) return [];
    return [{ branch: branchOf(unitClasses, family, gains, part), members: membersOfBlocks(block.members, size) }];
  });
  return { c, size, gains: gains.get(c) ?? new Float64Array(size * size), parts };
}

function match(branch: Branch, places: Units, units: Units): Match {
  const n = places.length;
  const { total, within } = pairGains(branch, places, units);
  const columns = assignment(total, n);
  let gain = 0;
  const moves: Move[] = [{ c: branch.c, places, units: Array.from(columns, (j) => units[j] ?? 0) }];
  for (const [i, j] of columns.entries()) {
    gain += total[i * n + j] ?? 0;
    for (const { moves: inner } of within[i * n + j] ?? []) moves.push(...inner);
  }
  return { gain, moves };
}

interface PairGains {
  readonly total: Float32Array | Float64Array;
  /** What the members of each pair do at best; nothing where there are none. */
  readonly within: readonly (readonly Match[])[];
}

function pairGains({ size, gains, parts }: Branch, places: Units, units: Units): PairGains {
  const n = places.length;
  // All of them in their order: what lies there is what is wanted.
  if (n === size && parts.length === 0) return { total: gains, within: [] };
  const total = new Float64Array(n * n);
  const within: Match[][] = [];
  for (const [i, place] of places.entries()) {
    for (const [j, unit] of units.entries()) {
      const matches = parts.map(({ branch, members }) => match(branch, members[place] ?? [], members[unit] ?? []));
      if (matches.length > 0) within[i * n + j] = matches;
      total[i * n + j] = matches.reduce((sum, { gain }) => sum + gain, gains[place * size + unit] ?? 0);
    }
  }
  return { total, within };
}
