/** A point of a figure and its name, in pixels. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Where a name stands beside its point, in the order in which places are tried. */
export const LABEL_SIDES = {
  right: { dx: 10, dy: 0, textAnchor: "start" },
  left: { dx: -10, dy: 0, textAnchor: "end" },
  above: { dx: 0, dy: -14, textAnchor: "middle" },
  below: { dx: 0, dy: 14, textAnchor: "middle" },
} as const;

export type LabelSide = keyof typeof LABEL_SIDES;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const CHARACTER = 6.6;
const HALF_LINE = 7;
const HALF_MARK = 6;

/**
 * Where the names of points stand so that none covers a point or another name. Names of the first points are placed first.
 *
 * @param frame - what names must stay within, from 0 on.
 * @returns one side a point; null where there is no room on any.
 * @example
 * labelPlaces([{ x: 5, y: 50, text: "a" }, { x: 8, y: 50, text: "b" }], { width: 100, height: 100 }); // => ["right", "above"]
 */
export function labelPlaces(
  points: readonly NamedPoint[],
  frame: { readonly width: number; readonly height: number },
): (LabelSide | null)[] {
  const taken: Box[] = points.map(({ x, y }) => boxAt(x, y, HALF_MARK, HALF_MARK));
  const sides = Object.keys(LABEL_SIDES) as LabelSide[];
  return points.map((point, own) => {
    const free = sides.find((side) => {
      const box = labelBox(point, side);
      return within(box, frame) && taken.every((other, k) => k === own || apart(box, other));
    });
    if (free !== undefined) taken.push(labelBox(point, free));
    return free ?? null;
  });
}

function labelBox({ x, y, text }: NamedPoint, side: LabelSide): Box {
  const half = (Array.from(text).length * CHARACTER) / 2;
  const { dx, dy, textAnchor } = LABEL_SIDES[side];
  const shift = { start: half, end: -half, middle: 0 }[textAnchor];
  return boxAt(x + dx + shift, y + dy, half, HALF_LINE);
}

function boxAt(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

function within({ left, right, top, bottom }: Box, { width, height }: { width: number; height: number }): boolean {
  return left >= 0 && right <= width && top >= 0 && bottom <= height;
}

function apart(one: Box, other: Box): boolean {
  return one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
}
