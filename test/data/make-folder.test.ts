import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../../src/data/make-folder.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

describe("makeFolder", () => {
  test("makes a folder and those above it, and leaves one that is there as it is", async () => {
    await makeFolder(at("deep/er"));
    write("deep/er/kept.txt", "mine");
    await makeFolder(relative("", at("deep/er")));
    await Promise.all([1, 2, 3].map(() => makeFolder(at("deep/est/of/all"))));
    expect(readdirSync(at("deep/er"))).toEqual(["kept.txt"]);
    expect(existsSync(at("deep/est/of/all"))).toBe(true);
  });

  test("names a folder that cannot be made", async () => {
    const file = write("file", "");
    for (const path of [join(file, "out"), file, join(file, "deep/out")])
      expect(await fault(() => makeFolder(path))).toMatch(new RegExp(`^unwritable: ${path} cannot be made: `));
  });

  test.runIf(existsSync("/proc/self"))(
    "ends where the system says that there is no such folder, as in /proc",
    async () => {
      expect(await fault(() => makeFolder("/proc/deep/out"))).toMatch(
        /^unwritable: \/proc\/deep\/out cannot be made: /,
      );
    },
  );
});
