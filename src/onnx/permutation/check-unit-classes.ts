import type { UnitClass, UnitClasses, UnitSite } from "./unit-classes.js";

/**
 * Throws a RangeError unless every site lies within its parameter, no two share a place, and blocks come before what they are
 * made of and have as many members each.
 */
export function checkUnitClasses(caller: string, { parameters, classes }: UnitClasses): void {
  const taken = new Map<string, Uint8Array>();
  for (const [c, unitClass] of classes.entries()) {
    checkMembers(`${caller}: class ${c}`, unitClass, c, classes);
    for (const site of unitClass.sites) {
      const { parameter, axis } = site;
      const { name, dims } = parameters[parameter] ?? { name: "missing", dims: [] };
      const what = `${caller}: class ${c}, axis ${axis} of parameter ${parameter} ("${name}")`;
      const length = dims[axis];
      if (length === undefined) throw new RangeError(`${what}: there is no such axis`);
      const places = taken.get(`${parameter} ${axis}`) ?? new Uint8Array(length);
      taken.set(`${parameter} ${axis}`, places);
      checkSite(what, site, unitClass.size, places);
    }
  }
}

function checkSite(what: string, { indices, places }: UnitSite, size: number, taken: Uint8Array): void {
  if (indices.length !== size * places)
    throw new RangeError(`${what}: ${indices.length} indices, expected ${size} units × ${places} places`);
  for (const index of indices) {
    if (taken[index] === undefined) throw new RangeError(`${what}: index ${index} of ${taken.length}`);
    if (taken[index] === 1) throw new RangeError(`${what}: index ${index} is there twice, expected one unit a place`);
    taken[index] = 1;
  }
}

function checkMembers(what: string, { size, block }: UnitClass, c: number, classes: readonly UnitClass[]): void {
  if (block === null) return;
  const { of, members } = block;
  const blocks = classes[of]?.size ?? 0;
  if (of >= c || blocks === 0) throw new RangeError(`${what} has blocks of class ${of}, expected one before it`);
  const counts = new Int32Array(blocks);
  for (const member of members) counts[member] = (counts[member] ?? 0) + 1;
  if (members.length !== size || counts.some((count) => count * blocks !== size))
    throw new RangeError(`${what} has blocks of [${counts}] units, expected ${size} in ${blocks} equal parts`);
}
