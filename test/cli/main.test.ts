import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goldenFile } from "../support/golden-models.js";
import { ROOT } from "../support/source-files.js";

const FULL = "/dev/full";

describe.skipIf(!existsSync(FULL))(existsSync(FULL) ? "main" : `main (skipped: there is no ${FULL})`, () => {
  test("says in one line that the output finds no room", () => {
    const full = openSync(FULL, "w");
    const args = [join(ROOT, "bin/trisim.js"), "inspect", goldenFile("a.onnx")];
    const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", full, "pipe"], encoding: "utf8" });
    closeSync(full);
    expect([status, stderr]).toEqual([1, "trisim: the output cannot be written: no space left on device\n"]);
  });
});
