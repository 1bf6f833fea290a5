/** The label of an element that no unit stands behind: it stays where it is. */
export const PLAIN = 0;

/** The label of an element that is the same number all over, as the zeros of a `Pad`: it may stand beside any unit. */
export const SAME = -1;

/** A whole that moves as one, and units that are parts of it. */
interface Block {
  readonly unit: number;
  readonly members: readonly number[];
}

/** Units found so far in a graph, which of them are one and the same, and what ties them to each other. */
export interface Units {
  /** New units, each for itself. */
  fresh(count: number): Int32Array;
  /** The unit that stands for all that are one with this one. */
  find(unit: number): number;
  /** Makes two units one: they move together. */
  unite(a: number, b: number): void;
  /** The label of what two labelled elements make together: they are one from now on, and stay where one is plain. */
  meet(a: number, b: number): number;
  /** Says that units must stay where they are. */
  pin(members: Iterable<number>): void;
  isPinned(unit: number): boolean;
  /** Says that these, and no others, are treated alike somewhere: they may change places among themselves only. */
  mark(members: Iterable<number>): void;
  /** The block of which these units are the parts; the same one for the same units. */
  blockOf(members: Iterable<number>): number;
  /** New blocks that stay where they are, without members yet. */
  fixedBlocks(count: number): Int32Array;
  /** Makes blocks of which the parts have become the same units one, as those of queries and of keys. */
  uniteTwins(): void;
  /** Makes a unit part of a block. */
  join(block: number, member: number): void;
  isBlock(unit: number): boolean;
  /** Each mark as its units. */
  marks(): readonly (readonly number[])[];
  /** Whatever was made a part of a block; one block may be there several times. */
  blocks(): readonly Block[];
}

/** No units yet. */
export function noUnits(): Units {
  const parents = [PLAIN];
  const pinned = [true];
  const isWhole = [false];
  const marks = new Map<string, readonly number[]>();
  const blocks: Block[] = [];
  const known = new Map<string, number>();

  function find(unit: number): number {
    let root = unit;
    while (root > 0 && parents[root] !== root) root = parents[root] ?? PLAIN;
    for (let at = unit; at > 0 && at !== root; ) {
      const next = parents[at] ?? PLAIN;
      parents[at] = root;
      at = next;
    }
    return root;
  }

  function unite(a: number, b: number): void {
    const [x, y] = [find(a), find(b)];
    if (x === y) return;
    const [older, newer] = [Math.min(x, y), Math.max(x, y)];
    parents[newer] = older;
    pinned[older] = pinned[older] === true || pinned[newer] === true;
    isWhole[older] = isWhole[older] === true || isWhole[newer] === true;
  }

  function pin(members: Iterable<number>): void {
    for (const member of members) if (member > 0) pinned[find(member)] = true;
  }

  function meet(a: number, b: number): number {
    if (a === SAME || a === b) return b;
    if (b === SAME) return a;
    if (a === PLAIN || b === PLAIN) pin([a, b]);
    else unite(a, b);
    return Math.max(a, b);
  }

  function fresh(count: number): Int32Array {
    const first = parents.length;
    for (let i = 0; i < count; i++) {
      parents.push(first + i);
      pinned.push(false);
      isWhole.push(false);
    }
    return Int32Array.from({ length: count }, (_, i) => first + i);
  }

  function rootsOf(members: Iterable<number>): readonly number[] {
    const roots = new Set<number>();
    for (const member of members) if (member > 0) roots.add(find(member));
    return [...roots].sort((a, b) => a - b);
  }

  function blockOf(members: Iterable<number>): number {
    const parts = rootsOf(members);
    const key = parts.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const [unit = PLAIN] = fresh(1);
    isWhole[unit] = true;
    known.set(key, unit);
    blocks.push({ unit, members: parts });
    return unit;
  }

  function uniteTwins(): void {
    const first = new Map<string, number>();
    for (const [key, unit] of known) {
      const parts = rootsOf(key.split(",").map(Number)).join();
      const twin = first.get(parts);
      if (twin === undefined) first.set(parts, unit);
      else unite(twin, unit);
    }
  }

  function fixedBlocks(count: number): Int32Array {
    const made = fresh(count);
    for (const unit of made) isWhole[unit] = true;
    pin(made);
    return made;
  }

  function mark(members: Iterable<number>): void {
    const parts = rootsOf(members);
    marks.set(parts.join(), parts);
  }

  return {
    fresh,
    find,
    unite,
    meet,
    pin,
    isPinned: (unit) => unit <= 0 || pinned[find(unit)] === true,
    mark,
    blockOf,
    uniteTwins,
    fixedBlocks,
    join: (unit, member) => void blocks.push({ unit, members: [member] }),
    isBlock: (unit) => isWhole[find(unit)] === true,
    marks: () => [...marks.values()],
    blocks: () => blocks,
  };
}
