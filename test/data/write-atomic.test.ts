import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { writeAtomic } from "../../src/data/write-atomic.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write, folder } = temporaryFolder();

describe("writeAtomic", () => {
  test("writes bytes and texts, and replaces what was there", async () => {
    await writeAtomic(at("a.txt"), "grüße");
    expect(readFileSync(at("a.txt"), "utf8")).toBe("grüße");
    await writeAtomic(at("a.txt"), Uint8Array.of(1, 2));
    expect([...readFileSync(at("a.txt"))]).toEqual([1, 2]);
  });

  test("leaves nothing else in the folder", async () => {
    mkdirSync(at("clean"));
    await writeAtomic(at("clean/a.txt"), "a");
    expect(readdirSync(at("clean"))).toEqual(["a.txt"]);
  });

  test("a folder that is not there is unwritable, naming path and cause", async () => {
    const path = at("none/a.txt");
    expect(await fault(() => writeAtomic(path, ""))).toBe(
      `unwritable: ${path} cannot be written: no such file or directory`,
    );
  });

  test("a path below a file is unwritable", async () => {
    const path = `${write("plain", "")}/a.txt`;
    expect(await fault(() => writeAtomic(path, ""))).toBe(`unwritable: ${path} cannot be written: not a directory`);
  });

  test("where renaming fails the temporary file is removed", async () => {
    mkdirSync(at("taken/inside"), { recursive: true });
    const before = readdirSync(folder);
    expect(await fault(() => writeAtomic(at("taken"), "x"))).toMatch(/^unwritable: .*taken cannot be written: /);
    expect(readdirSync(folder)).toEqual(before);
    expect(dirname(at("taken"))).toBe(folder);
  });
});
