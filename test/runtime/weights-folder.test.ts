import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { weightsFolder } from "../../src/runtime/weights-folder.js";

const LONG_AGO = new Date(Date.now() - 7_200_000);

/** A folder as the process with that number leaves it. */
function leftBy(pid: number, changed: Date): string {
  const folder = join(tmpdir(), `trisim-weights-${pid}-${Math.random().toString(36).slice(2)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "weights"), "weights");
  utimesSync(folder, changed, changed);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a folder is named after its process, and what killed ones left long ago is removed", async () => {
  const { pid: dead } = spawnSync(process.execPath, ["--version"]);
  const abandoned = leftBy(dead, LONG_AGO);
  const kept = [leftBy(dead, new Date()), leftBy(process.pid, LONG_AGO)];
  const folder = await weightsFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(dirname(folder)).toBe(tmpdir());
  expect(basename(folder)).toMatch(new RegExp(`^trisim-weights-${process.pid}-`));
  expect(existsSync(abandoned)).toBe(false);
  expect(kept.map((one) => existsSync(one))).toEqual([true, true]);
});
