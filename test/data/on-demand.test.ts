import { rmSync, truncateSync, utimesSync } from "node:fs";
import { expect, test } from "vitest";
import { fileStamp } from "../../src/data/file-stamp.js";
import { stretch } from "../../src/data/on-demand.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { write } = temporaryFolder();
const NUMBERS = Float64Array.of(1, -0, Number.NaN, 4, 5);

test("gives stretches of numbers in memory and of the same in a file, to the bit", () => {
  const path = write("numbers", Buffer.concat([Buffer.from("head"), new Uint8Array(NUMBERS.buffer)]));
  const place = { path, at: 4, length: 5, stamp: fileStamp(path) };
  for (const [from, to] of [
    [0, 5],
    [1, 3],
    [2, 2],
  ] as const) {
    expect(stretch({ onDemand: place }, from, to)).toEqual(NUMBERS.slice(from, to));
    expect(stretch({ onDemand: NUMBERS }, from, to)).toEqual(NUMBERS.slice(from, to));
  }
  expect(() => stretch({ onDemand: place }, 3, 6)).toThrow(new RangeError(`stretch: [3, 6) of 5 numbers in ${path}`));
});

test("says that the file is not what it was", () => {
  const path = write("gone", new Uint8Array(NUMBERS.buffer));
  const place = { path, at: 0, length: 5, stamp: fileStamp(path) };
  expect(stretch({ onDemand: place }, 0, 1)).toEqual(Float64Array.of(1));
  // As if it were written to: two writes at once have the same time.
  utimesSync(path, 1, 1);
  expect(() => stretch({ onDemand: place }, 0, 1)).toThrow("gone was written to while it was in use; start again");
  truncateSync(path, 12);
  expect(() => stretch({ onDemand: place }, 0, 2)).toThrow("gone became shorter while it was in use; start again");
  rmSync(path);
  expect(() => stretch({ onDemand: place }, 0, 2)).toThrow(
    "gone cannot be read again: no such file or directory; start again",
  );
});
