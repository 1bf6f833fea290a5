import { renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fileStamp } from "../../src/data/file-stamp.js";
import { sha256 } from "../../src/data/hash.js";
import { storedInFile } from "../../src/data/model-file.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { write } = temporaryFolder();

const LARGE = 2 ** 23;

function stored(name: string, length: number) {
  const bytes = new Uint8Array(length).map((_, i) => i >> 8);
  const path = write(name, bytes);
  const model = storedInFile(path, bytes, fileStamp(path), sha256(bytes));
  const { file } = model;
  if (file === null) throw new Error("not in a file");
  return { bytes, path, model, file };
}

describe("a model that is a file", () => {
  test("is held until it is set aside, and read again when somebody asks for it", () => {
    const { bytes, path, model, file } = stored("large", LARGE);
    expect([file.path, model.bytes === bytes]).toEqual([path, true]);
    expect(file.bytesAt(255, 258)).toEqual(bytes.subarray(255, 258));
    expect([file.setAside(), file.setAside()]).toEqual([true, false]);
    expect(file.bytesAt(255, 258)).toEqual(bytes.subarray(255, 258));
    expect(file.setAside()).toBe(false);
    const again = model.bytes;
    expect(again === bytes).toBe(false);
    expect(Buffer.from(again).equals(bytes)).toBe(true);
    expect(model.bytes === again).toBe(true);
    expect(file.setAside()).toBe(true);
  });

  test("is held for good where it is small", () => {
    const { bytes, model, file } = stored("small", LARGE - 1);
    expect(file.setAside()).toBe(false);
    expect(model.bytes === bytes).toBe(true);
  });

  test("is the same where it was only touched, or replaced by its like", () => {
    const { bytes, path, model, file } = stored("touched", LARGE);
    file.setAside();
    utimesSync(path, 1, 1);
    expect(() => file.checkUnchanged()).not.toThrow();
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
    expect(Buffer.from(model.bytes).equals(bytes)).toBe(true);
  });

  test("is not read again from another file, which is told by its name", () => {
    const { bytes, path, model, file } = stored("changed", LARGE);
    writeFileSync(path, new Uint8Array(LARGE));
    // Two writes at once may have the same time.
    utimesSync(path, 1, 1);
    expect(model.bytes === bytes).toBe(true);
    expect(() => file.checkUnchanged()).toThrow(/changed is not what it was when it was opened/);
    expect(() => file.checkMapped()).toThrow(/changed is not what it was when it was opened/);
    file.setAside();
    expect(() => model.bytes).toThrow(/changed is not what it was when it was opened/);
    expect(() => file.bytesAt(0, 1)).toThrow(/changed is not what it was when it was opened/);
    rmSync(path);
    expect(() => model.bytes).toThrow(/changed cannot be read again: no such file or directory/);
  });

  test("is still mapped where it was removed or replaced", () => {
    const { path, file } = stored("gone", LARGE);
    // Made before the other goes, whose number it would be given; one that is mapped keeps its number.
    writeFileSync(`${path}.new`, "another");
    rmSync(path);
    expect(() => file.checkMapped()).not.toThrow();
    expect(() => file.checkUnchanged()).toThrow(/gone is not what it was/);
    renameSync(`${path}.new`, path);
    expect(() => file.checkMapped()).not.toThrow();
  });
});
