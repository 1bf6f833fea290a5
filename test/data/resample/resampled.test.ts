import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FILTER_NAMES } from "../../../src/data/resample/filters.js";
import { resampled } from "../../../src/data/resample/resampled.js";
import { golden, kept, madeImage } from "../support/preprocess-golden.js";

const whole = (height: number, width: number) => ({
  rows: { from: 0, length: height },
  columns: { from: 0, length: width },
});

describe("resampled", () => {
  test.each(FILTER_NAMES)("gives Pillow's bytes by %s", (filter) => {
    const cases = golden.resizes.filter((one) => one.filter === filter);
    expect(cases.length).toBeGreaterThan(50);
    for (const { from, to, kind, size, sha256 } of cases) {
      const [height, width] = to;
      const result = resampled(madeImage(from, kind), { height, width }, filter, whole(height, width));
      expect(kept(result), `${kind} ${from} to ${to}`).toEqual({ size, sha256 });
    }
  });

  test("of a window gives what the whole image has there", () => {
    const image = madeImage([3, 29, 41], "noise");
    const span = (most: number) => fc.tuple(fc.nat(most - 1), fc.nat(most - 1));
    const size = fc.integer({ min: 1, max: 60 });
    const property = fc.property(
      fc.constantFrom(...FILTER_NAMES),
      fc
        .tuple(size, size)
        .chain(([height, width]) => fc.tuple(fc.constant({ height, width }), span(height), span(width))),
      (filter, [to, [top, bottom], [left, right]]) => {
        const rows = { from: Math.min(top, bottom), length: Math.abs(top - bottom) + 1 };
        const columns = { from: Math.min(left, right), length: Math.abs(left - right) + 1 };
        const all = resampled(image, to, filter, whole(to.height, to.width));
        const part = resampled(image, to, filter, { rows, columns });
        const expected = Array.from({ length: 3 * rows.length * columns.length }, (_, i) => {
          const [c, y] = [Math.floor(i / rows.length / columns.length), Math.floor(i / columns.length) % rows.length];
          return all.data[(c * to.height + rows.from + y) * to.width + columns.from + (i % columns.length)];
        });
        expect([...part.data]).toEqual(expected);
      },
    );
    fc.assert(property);
  });

  test("keeps what is of one colour", () => {
    const image = { height: 7, width: 5, channels: 1, data: new Uint8Array(35).fill(201) } as const;
    for (const filter of FILTER_NAMES)
      for (const [height, width] of [
        [3, 2],
        [7, 9],
        [20, 5],
      ] as const) {
        const { data } = resampled(image, { height, width }, filter, whole(height, width));
        expect([...data]).toEqual(Array(height * width).fill(201));
      }
  });
});
