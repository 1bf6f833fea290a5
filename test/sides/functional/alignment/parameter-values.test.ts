import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { heldValues, valuesInFile } from "../../../../src/sides/functional/alignment/parameter-values.js";
import { temporaryFolder } from "../../../data/support/temporary-folder.js";

const { folder } = temporaryFolder();

/** Does something to a file of these numbers; what it holds then. */
function inFile(numbers: readonly number[], act: (descriptor: number) => void): Float32Array {
  const path = join(folder, "values");
  writeFileSync(path, new Uint8Array(Float32Array.from(numbers).buffer));
  const descriptor = openSync(path, "r+");
  try {
    act(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return new Float32Array(new Uint8Array(readFileSync(path)).buffer);
}

describe("valuesInFile", () => {
  test("reads each parameter where it lies, all into one memory, and keeps what was changed", () => {
    const after = inFile([9, 1, 2, 3, 4, 5], (descriptor) => {
      const values = valuesInFile({ descriptor, offset: 4, lengths: [2, 0, 3] });
      const last = values.read(2);
      expect([...last]).toEqual([3, 4, 5]);
      const first = values.read(0);
      expect([...first]).toEqual([1, 2]);
      expect(first.buffer).toBe(last.buffer);
      expect([...values.read(1)]).toEqual([]);
      values.read(2)[1] = 7;
      values.keep();
      values.read(0)[0] = 8;
      expect([...values.read(2)]).toEqual([3, 7, 5]);
      expect([...values.read(0)]).toEqual([1, 2]);
    });
    expect([...after]).toEqual([9, 1, 2, 3, 7, 5]);
  });

  test("a file that is too short is a fault", () => {
    inFile([1, 2], (descriptor) => {
      const values = valuesInFile({ descriptor, offset: 0, lengths: [1, 2] });
      expect(() => values.read(1)).toThrow("valuesInFile: the file ends within parameter 1");
    });
  });
});

describe("heldValues", () => {
  test("leaves what it was given as it is", () => {
    const given = [Float32Array.of(1, 2)];
    const values = heldValues(given);
    values.read(0)[0] = 5;
    values.keep();
    expect([...values.read(0)]).toEqual([5, 2]);
    expect([...(given[0] ?? [])]).toEqual([1, 2]);
    expect([...values.read(1)]).toEqual([]);
  });
});
