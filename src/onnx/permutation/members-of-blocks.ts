/**
 * The units of each block, in order.
 *
 * @param members - unit → its block.
 * @example
 * membersOfBlocks(Int32Array.of(0, 1, 1, 0), 2); // => [[0, 3], [1, 2]]
 */
export function membersOfBlocks(members: Int32Array, blocks: number): readonly (readonly number[])[] {
  const result = Array.from({ length: blocks }, (): number[] => []);
  for (const [unit, block] of members.entries()) result[block]?.push(unit);
  return result;
}
