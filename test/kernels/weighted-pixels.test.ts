import { describe, expect, test } from "vitest";
import { type Taps, weighColumns, weighRows } from "../../src/kernels/weighted-pixels.js";

const ONE = 2 ** 22;

/** Taps from a list for each new pixel: the first old one, and the weights. */
function tapsOf(...pixels: readonly (readonly [first: number, ...weights: number[]])[]): Taps {
  const most = Math.max(...pixels.map(({ length }) => length - 1));
  const weights = new Int32Array(pixels.length * most);
  for (const [i, [, ...own]] of pixels.entries())
    weights.set(
      own.map((weight) => weight * ONE),
      i * most,
    );
  return {
    first: Int32Array.from(pixels, ([first]) => first),
    count: Int32Array.from(pixels, ({ length }) => length - 1),
    weights,
    most,
  };
}

/** One axis, as a row and as a column. */
function weighed(line: readonly number[], taps: Taps): number[] {
  const [row, column] = [new Uint8Array(taps.first.length), new Uint8Array(taps.first.length)];
  weighRows(Uint8Array.from(line), line.length, taps, row);
  weighColumns(Uint8Array.from(line), 1, taps, column);
  expect(row).toEqual(column);
  return [...row];
}

describe("weighRows and weighColumns", () => {
  test("round halves up", () => {
    expect(weighed([1, 2, 4], tapsOf([0, 0.5, 0.5], [1, 0.25, 0.75], [0, 0.75, 0.25]))).toEqual([2, 4, 1]);
  });

  test("cut at 0 and 255", () => {
    expect(weighed([0, 255, 0], tapsOf([0, -0.1, 1.2, -0.1], [0, 1.1, -0.2, 1.1], [1, 0.999]))).toEqual([255, 0, 255]);
  });

  test("sum any number of old pixels", () => {
    const line = Array.from({ length: 13 }, (_, i) => i * i);
    for (let many = 1; many <= 13; many++) {
      const taps = tapsOf([13 - many, ...Array<number>(many).fill(1 / 16)]);
      const sum = line.slice(13 - many).reduce((total, value) => total + value, 0);
      expect(weighed(line, taps), `${many}`).toEqual([Math.floor(sum / 16 + 0.5)]);
    }
  });

  test("take each row and each column by itself", () => {
    const plane = Uint8Array.of(1, 2, 3, 10, 20, 30);
    const [rows, columns] = [new Uint8Array(2), new Uint8Array(3)];
    weighRows(plane, 3, tapsOf([0, 0.5, 0, 0.5]), rows);
    weighColumns(plane, 3, tapsOf([0, 0, 1]), columns);
    expect([[...rows], [...columns]]).toEqual([
      [2, 20],
      [10, 20, 30],
    ]);
  });

  test.each([1, 3, 4, 5, 8, 11])("give %i lines together what they give each alone", (lines) => {
    const taps = tapsOf([0, 0.25, 0.75], [1, -0.1, 1.2, -0.1], [2, 1], [0, 0.2, 0.2, 0.2, 0.2, 0.2]);
    const line = (of: number) => Array.from({ length: 5 }, (_, i) => (of * 97 + i * i * 41) % 256);
    const alone = Array.from({ length: lines }, (_, of) => weighed(line(of), taps));
    const [rows, columns] = [new Uint8Array(4 * lines), new Uint8Array(4 * lines)];
    weighRows(
      Uint8Array.from({ length: 5 * lines }, (_, i) => line(Math.floor(i / 5))[i % 5] ?? 0),
      5,
      taps,
      rows,
    );
    expect([...rows]).toEqual(alone.flat());
    const across = Uint8Array.from({ length: 5 * lines }, (_, i) => line(i % lines)[Math.floor(i / lines)] ?? 0);
    weighColumns(across, lines, taps, columns);
    expect([...columns]).toEqual([0, 1, 2, 3].flatMap((i) => alone.map((pixels) => pixels[i])));
  });
});
