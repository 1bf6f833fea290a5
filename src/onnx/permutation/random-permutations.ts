import { shuffler } from "../../kernels/random.js";
import { membersOfBlocks } from "./members-of-blocks.js";
import type { Permutations, UnitClasses } from "./unit-classes.js";

/**
 * One of all permutations that the classes allow, all equally likely: blocks are shuffled, and then within each of
 * them its members. The same for the same 32-bit seed.
 */
export function randomPermutations({ classes }: UnitClasses, seed: number): Permutations {
  const shuffled = shuffler(seed);
  const result: Int32Array[] = [];
  for (const { size, block } of classes) {
    const blocks = block === null ? undefined : result[block.of];
    if (block === null || blocks === undefined) result.push(Int32Array.from(shuffled(size)));
    else result.push(withinBlocks(membersOfBlocks(block.members, blocks.length), blocks, size, shuffled));
  }
  return result;
}

function withinBlocks(
  members: readonly (readonly number[])[],
  blocks: Int32Array,
  size: number,
  shuffled: (n: number) => Uint32Array,
): Int32Array {
  const order = new Int32Array(size);
  for (const [b, places] of members.entries()) {
    const units = members[blocks[b] ?? 0] ?? [];
    for (const [k, from] of shuffled(places.length).entries()) order[places[k] ?? 0] = units[from] ?? 0;
  }
  return order;
}
