import fc from "fast-check";
import { expect, test } from "vitest";
import { LABEL_SIDES, type LabelSide, labelPlaces, type NamedPoint } from "../../../src/report/figures/label-places.js";

const FRAME = { width: 300, height: 200 };

test("a name stands to the right where there is room, else where there is", () => {
  const alone = (x: number, y: number) => labelPlaces([{ x, y, text: "resnet-1" }], FRAME)[0];
  expect(alone(100, 100)).toBe("right");
  expect(alone(290, 100)).toBe("left");
  expect(alone(-100, 100)).toBeNull();
});

test("of two names in one place the first keeps its side, the other gives way", () => {
  const points = [100, 103].map((x) => ({ x, y: 100, text: "resnet-1" }));
  expect(labelPlaces(points, FRAME)).toEqual(["right", "left"]);
});

test("a name that has room nowhere is left out", () => {
  const crowd = Array.from({ length: 12 }, (_, k) => ({
    x: 150 + (k % 3),
    y: 100 + Math.floor(k / 3),
    text: "resnet-1",
  }));
  const sides = labelPlaces(crowd, FRAME);
  expect(sides.filter((side) => side === null).length).toBeGreaterThan(6);
  expect(new Set(sides.filter((side) => side !== null)).size).toBeGreaterThan(2);
});

/** What a name takes up at least. */
function boxOf({ x, y, text }: NamedPoint, side: LabelSide) {
  const { dx, dy, textAnchor } = LABEL_SIDES[side];
  const width = 6 * text.length;
  const left = x + dx - { start: 0, middle: width / 2, end: width }[textAnchor];
  return { left, right: left + width, top: y + dy - 6, bottom: y + dy + 6 };
}

type Box = ReturnType<typeof boxOf>;

function apart(one: Box, other: Box): boolean {
  return one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
}

test("no name covers another name or another point, wherever they lie", () => {
  const point = fc.record({
    x: fc.integer({ min: 0, max: 300 }),
    y: fc.integer({ min: 0, max: 200 }),
    text: fc.constantFrom("a", "resnet-1", "a much longer name"),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 20 }), (points) => {
      const sides = labelPlaces(points, FRAME);
      const marks = points.map(({ x, y }): Box => ({ left: x, right: x, top: y, bottom: y }));
      const names = points.map((one, k) => (sides[k] == null ? null : boxOf(one, sides[k])));
      for (const [k, name] of names.entries()) {
        if (name === null) continue;
        const others = [...marks, ...names].filter((box, at) => box !== null && at % points.length !== k);
        expect(others.every((box) => box === null || apart(name, box))).toBe(true);
      }
    }),
  );
});
