import type { Permutations, UnitClasses } from "./unit-classes.js";

/**
 * Throws a RangeError unless there is one permutation for each class, of as many units as it has, which keeps blocks
 * together.
 */
export function checkPermutations(caller: string, { classes }: UnitClasses, permutations: Permutations): void {
  if (permutations.length !== classes.length) {
    throw new RangeError(
      `${caller}: ${permutations.length} permutations for ${classes.length} classes, expected one each`,
    );
  }
  for (const [c, { size, block }] of classes.entries()) {
    const order = permutations[c] ?? new Int32Array();
    checkBijection(`${caller}: the permutation of class ${c}`, order, size);
    const blocks = block === null ? undefined : permutations[block.of];
    if (block !== null && blocks !== undefined) checkBlocks(`${caller}: class ${c}`, block.members, order, blocks);
  }
}

function checkBijection(what: string, order: Int32Array, size: number): void {
  if (order.length !== size) throw new RangeError(`${what} has ${order.length} units, expected ${size}`);
  const seen = new Uint8Array(size);
  for (const [i, unit] of order.entries()) {
    if (unit < 0 || unit >= size)
      throw new RangeError(`${what} has unit ${unit} at place ${i}, expected 0 to ${size - 1}`);
    if (seen[unit] === 1) throw new RangeError(`${what} has unit ${unit} twice, expected every unit once`);
    seen[unit] = 1;
  }
}

function checkBlocks(what: string, members: Int32Array, order: Int32Array, blocks: Int32Array): void {
  for (const [i, unit] of order.entries()) {
    const [from, expected] = [members[unit], blocks[members[i] ?? 0]];
    if (from === expected) continue;
    throw new RangeError(`${what} takes unit ${unit} of block ${from} to place ${i}, where block ${expected} goes`);
  }
}
