import type { ChannelFlow } from "./channel-flow.js";
import { PLAIN } from "./units.js";

/** Where one unit stands along an axis of a parameter or an activation. */
export interface Standing {
  /** The parameter's index, or the activation's. */
  readonly of: number;
  readonly axis: number;
  readonly indices: readonly number[];
}

/** All that is known of one unit that may move. */
export interface UnitRecord {
  readonly unit: number;
  readonly sites: readonly Standing[];
  readonly shows: readonly Standing[];
  /** The block it is a part of, if that moves. */
  readonly block: number | null;
  /** What units must have in common to change places, blocks and their members aside. */
  readonly signature: string;
}

/** The units that may move, blocks among them. */
export function unitRecords({ units, claims, watched }: ChannelFlow): readonly UnitRecord[] {
  const sites = standings(
    units.find,
    claims.units.flatMap((axes, of) => axes.map((labels, axis) => ({ of, axis, labels }))),
  );
  const shows = standings(
    units.find,
    watched.map(({ axis, labels }, of) => ({ of, axis, labels })),
  );
  const wholes = wholesOf(units);
  const marks = marksOf(units);
  const all = new Set([...sites.keys(), ...wholes.parts.keys()].filter((unit) => !units.isPinned(unit)));
  return [...all]
    .sort((a, b) => a - b)
    .map((unit): UnitRecord => {
      const stands = sites.get(unit) ?? [];
      const parts = [...(wholes.of.get(unit) ?? [])];
      const moving = parts.filter((part) => !wholes.fixed.has(part));
      return {
        unit,
        sites: stands,
        shows: shows.get(unit) ?? [],
        block: moving[0] ?? null,
        signature: [
          ...stands.map(({ of, axis, indices }) => `${of}.${axis}×${indices.length}`),
          ...(marks.get(unit) ?? []).map((mark) => `mark ${mark}`),
          ...parts.filter((part) => wholes.fixed.has(part)).map((part) => `in ${part}`),
          moving.length > 0 ? "in a block" : "",
        ].join(),
      };
    });
}

interface Axis {
  readonly of: number;
  readonly axis: number;
  readonly labels: Int32Array;
}

function standings(find: (unit: number) => number, axes: readonly Axis[]): Map<number, Standing[]> {
  const found = new Map<number, Standing[]>();
  for (const { of, axis, labels } of axes) {
    const here = new Map<number, number[]>();
    labels.forEach((label, index) => {
      if (label <= PLAIN) return;
      const unit = find(label);
      const indices = here.get(unit);
      if (indices === undefined) here.set(unit, [index]);
      else indices.push(index);
    });
    for (const [unit, indices] of here) {
      const before = found.get(unit);
      if (before === undefined) found.set(unit, [{ of, axis, indices }]);
      else before.push({ of, axis, indices });
    }
  }
  return found;
}

interface Wholes {
  /** Unit → the blocks it is a part of. */
  readonly of: ReadonlyMap<number, ReadonlySet<number>>;
  /** Block → its units. */
  readonly parts: ReadonlyMap<number, ReadonlySet<number>>;
  /** Blocks that stay where they are, while their members may change places inside. */
  readonly fixed: ReadonlySet<number>;
}

/** A block stays where it is pinned, is a part itself, shares a member with another one, or has one that stays. */
function wholesOf(units: ChannelFlow["units"]): Wholes {
  const of = new Map<number, Set<number>>();
  const parts = new Map<number, Set<number>>();
  for (const { unit, members } of units.blocks()) {
    const block = units.find(unit);
    for (const member of members.map(units.find)) {
      if (member === block) continue;
      of.set(member, (of.get(member) ?? new Set()).add(block));
      parts.set(block, (parts.get(block) ?? new Set()).add(member));
    }
  }
  const stays = (block: number, members: ReadonlySet<number>) =>
    units.isPinned(block) || of.has(block) || [...members].some((m) => units.isPinned(m) || (of.get(m)?.size ?? 0) > 1);
  return {
    of,
    parts,
    fixed: new Set([...parts].flatMap(([block, members]) => (stays(block, members) ? [block] : []))),
  };
}

/** Unit → the marks it has. */
function marksOf(units: ChannelFlow["units"]): ReadonlyMap<number, readonly number[]> {
  const marks = new Map<number, number[]>();
  const sets = units.marks().map((members) => [...new Set(members.map(units.find))].sort((a, b) => a - b));
  const distinct = new Map(sets.map((set) => [set.join(), set]));
  for (const [mark, set] of [...distinct.values()].entries()) {
    for (const unit of set) {
      const before = marks.get(unit);
      if (before === undefined) marks.set(unit, [mark]);
      else before.push(mark);
    }
  }
  return marks;
}
