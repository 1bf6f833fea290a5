import { PLAIN, type Units } from "./units.js";

/**
 * The unit of what is made of two: a part of a whole stays that part, as a dimension of a head times a number of the head; any
 * other two are one.
 *
 * @returns a function of both labels, neither of a whole that stays, that looks at each pair once.
 */
export function partOfWhole(units: Units): (left: number, right: number) => number {
  const made = new Map<number, number>();
  return (left, right) => {
    if (left === right) return left;
    const key = (left + 1) * 2 ** 26 + right + 1;
    const label = made.get(key) ?? joined(left, right, units);
    made.set(key, label);
    return label;
  };
}

function joined(left: number, right: number, units: Units): number {
  if (left <= PLAIN || right <= PLAIN) return units.meet(left, right);
  const [x, y] = [units.find(left), units.find(right)];
  if (x === y || units.isBlock(x) === units.isBlock(y)) return units.meet(x, y);
  const [whole, part] = units.isBlock(x) ? [x, y] : [y, x];
  units.join(whole, part);
  return part;
}
