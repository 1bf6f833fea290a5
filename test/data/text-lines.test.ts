import { mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readLines } from "../../src/data/text-lines.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

describe("readLines", () => {
  test("gives the lines without the blanks around them, and leaves out empty ones", async () => {
    const file = write("names.txt", "\ufeffT-shirt/top\r\n  a b  \n\n\t\nchâteau, 猫\n\n");
    expect(await readLines(file)).toEqual(["T-shirt/top", "a b", "château, 猫"]);
    expect(await readLines(write("one.txt", "last line without an end"))).toEqual(["last line without an end"]);
  });

  test("refuses a file without a line in it", async () => {
    for (const [name, content] of [
      ["empty.txt", ""],
      ["blank.txt", " \n\r\n\t"],
    ] as const) {
      const file = write(name, content);
      expect(await fault(() => readLines(file))).toBe(`malformed: ${file} is empty; expected one entry a line`);
    }
  });

  test("refuses what is no text in UTF-8", async () => {
    const file = write("latin.txt", Uint8Array.of(0x63, 0x68, 0xe2, 0x74, 0x0a));
    expect(await fault(() => readLines(file))).toBe(`malformed: ${file} is no text in UTF-8`);
  });

  test("takes 4 MiB and no more", async () => {
    const [most, more] = [2 ** 22, 2 ** 22 + 1].map((size) => new Uint8Array(size).fill(0x61));
    expect((await readLines(write("most.txt", most ?? ""))).map((line) => line.length)).toEqual([2 ** 22]);
    const file = write("more.txt", more ?? "");
    expect(await fault(() => readLines(file))).toBe(
      `malformed: ${file}: 4194305 bytes; expected a list of at most 4 MiB`,
    );
  });

  test("says of a file that is not there, or is none, what it is", async () => {
    expect(await fault(() => readLines(at("none.txt")))).toBe(`not-found: ${at("none.txt")} does not exist`);
    mkdirSync(at("folder"));
    expect(await fault(() => readLines(at("folder")))).toBe(
      `unreadable: ${at("folder")} is a directory; expected a file`,
    );
  });
});
