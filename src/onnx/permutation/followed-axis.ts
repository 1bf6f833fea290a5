import { sizeOf } from "./flow.js";
import { noUnits, PLAIN, SAME, type Units } from "./units.js";

interface AxisTable {
  readonly axis: number;
  /** Index along the axis → unit; `SAME` where no element has it. */
  readonly table: Int32Array;
}

/**
 * The axis that the units follow: each index along it has one unit, and of several such the one with the most.
 *
 * Where there is none, as for the embedding of positions of which one is a class token's, units that share an index are
 * made one, along the axis that keeps the most apart.
 */
export function followedAxis(
  dims: readonly number[],
  places: Int32Array | null,
  roots: Int32Array,
  units: Units,
): AxisTable | null {
  const tables = dims.flatMap((_, axis): AxisTable[] => {
    const table = tableOf(dims, axis, places, roots);
    return table === null ? [] : [{ axis, table }];
  });
  // Of axes with as many units the one with the fewest places: a unit alone stands at one place, not at all of another axis.
  const few = tables.toSorted((a, b) => covered(a) - covered(b));
  if (few.length > 0) return most(few, ({ table }) => new Set(table.filter((unit) => unit !== SAME)).size);
  const merged = dims.map((_, axis) => ({ axis, pairs: sharers(dims, axis, places, roots) }));
  const best = most(merged, ({ pairs }) => apart(roots, pairs));
  if (best === null || apart(roots, best.pairs) < 2) return null;
  for (const [a, b] of best.pairs) units.meet(a, b);
  // Whoever had to stay beside a plain element stands for one from here on, so that fewer are left each time.
  const left = roots.map((root) => (units.isPinned(root) ? PLAIN : units.find(root)));
  return followedAxis(dims, places, left, units);
}

const covered = ({ table }: AxisTable) => table.filter((unit) => unit !== SAME).length;

function most<T>(choices: readonly T[], count: (choice: T) => number): T | null {
  const counts = choices.map(count);
  return choices[counts.indexOf(Math.max(...counts))] ?? null;
}

/** Where the elements of each index along an axis have one unit: that unit. */
function tableOf(
  dims: readonly number[],
  axis: number,
  places: Int32Array | null,
  roots: Int32Array,
): Int32Array | null {
  const { table, pairs } = indexed(dims, axis, places, roots, 1);
  return pairs.length === 0 ? table : null;
}

/** Pairs of units that share an index along an axis. */
function sharers(dims: readonly number[], axis: number, places: Int32Array | null, roots: Int32Array) {
  return indexed(dims, axis, places, roots, Number.POSITIVE_INFINITY).pairs;
}

function indexed(
  dims: readonly number[],
  axis: number,
  places: Int32Array | null,
  roots: Int32Array,
  limit: number,
): { readonly table: Int32Array; readonly pairs: readonly (readonly [number, number])[] } {
  const dim = dims[axis] ?? 1;
  const stride = sizeOf(dims.slice(axis + 1));
  const table = new Int32Array(dim).fill(SAME);
  const pairs = new Map<string, readonly [number, number]>();
  for (let e = 0; e < roots.length && pairs.size < limit; e++) {
    const place = places === null ? e : (places[e] ?? -1);
    if (place < 0) continue;
    const index = Math.floor(place / stride) % dim;
    const [known = SAME, root = PLAIN] = [table[index], roots[e]];
    if (known === SAME) table[index] = root;
    else if (known !== root) pairs.set(`${known},${root}`, [known, root]);
  }
  return { table, pairs: [...pairs.values()] };
}

/** How many different units are left once those in pairs are one. */
function apart(roots: Int32Array, pairs: readonly (readonly [number, number])[]): number {
  const one = noUnits();
  const ids = new Map([...new Set(roots)].map((root, i) => [root, i + 1] as const));
  one.fresh(ids.size);
  for (const [a, b] of pairs) one.unite(ids.get(a) ?? 0, ids.get(b) ?? 0);
  return new Set([...ids.values()].map(one.find)).size;
}
