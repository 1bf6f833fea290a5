import type { UnitClasses } from "../../../onnx/permutation/unit-classes.js";

/**
 * Which places of an axis may change places with each other: those of one class that are as far on within their units.
 *
 * @returns for each parameter and each of its axes place → a number that such places share, from 0 up.
 */
export function axisOrbits({ parameters, classes }: UnitClasses): readonly (readonly Int32Array[])[] {
  const orbits = parameters.map(({ dims }) => dims.map((length) => new Int32Array(length).fill(-1)));
  let count = 0;
  for (const { sites } of classes) {
    for (const { parameter, axis, places, indices } of sites) {
      const of = orbits[parameter]?.[axis];
      for (const [at, index] of indices.entries()) if (of !== undefined) of[index] = count + (at % places);
      count += places;
    }
  }
  for (const of of orbits.flat()) numbered(of);
  return orbits;
}

/** In place: places that stay, −1, get a number each, and numbers follow one another. */
function numbered(orbits: Int32Array): void {
  const numbers = new Map<number, number>();
  let next = 0;
  for (const [place, orbit] of orbits.entries()) {
    if (orbit === -1) orbits[place] = next++;
    else {
      const number = numbers.get(orbit) ?? next++;
      numbers.set(orbit, number);
      orbits[place] = number;
    }
  }
}
