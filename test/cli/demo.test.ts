import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DEMO_PAIRS } from "../../src/study/demo.js";
import { compareResultSchema } from "../../src/study/results.js";
import { temporaryFolder, trisim } from "../support/command.js";

test("trisim demo compares every pair on both sets of images and leads from one page to all", {
  timeout: 300_000,
}, async () => {
  const out = join(temporaryFolder(), "demo");
  const { code, stdout, stderr } = await trisim(["demo", "--out", out, "--limit", "120"]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const folders = DEMO_PAIRS.map(({ a, b }) => `${a}+${b}`);
  expect(readdirSync(out).sort()).toEqual(["index.html", ...folders].sort());
  const page = readFileSync(join(out, "index.html"), "utf8");
  for (const [k, folder] of folders.entries()) {
    expect(page).toContain(`href="${folder}/index.html"`);
    expect(stdout).toContain(DEMO_PAIRS[k]?.what);
    const result = compareResultSchema.parse(JSON.parse(readFileSync(join(out, folder, "results.json"), "utf8")));
    expect(result.data.map(({ name, n }) => [name, n])).toEqual([
      ["zoo:fashion", 120],
      ["zoo:digits", 120],
    ]);
    expect(Object.values(result.data[0]?.triangle ?? {}).every((value) => value !== null)).toBe(true);
    expect(readFileSync(join(out, folder, "index.html"), "utf8")).toMatch(/^<!doctype html>/);
  }
  expect(stdout).toContain(`${join(out, "index.html")} shows the triangles`);
});

test("trisim demo stops cleanly on Ctrl-C", async () => {
  const out = join(temporaryFolder(), "demo");
  const { code, stderr } = await trisim(["demo", "--out", out], out);
  expect(code).toBe(130);
  expect(stderr).toBe("trisim: stopped\n");
});
