import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { studyResultSchema } from "../../src/study/results/study.js";
import { compareResultSchema } from "../../src/study/results.js";
import { temporaryFolder, trisim } from "../support/command.js";

test("trisim demo is the study of all embedded networks on both sets of images, with a page for every pair", {
  timeout: 300_000,
}, async () => {
  const out = join(temporaryFolder(), "demo");
  const { code, stdout, stderr } = await trisim(["demo", "--out", out, "--limit", "60"]);
  expect([stderr, code]).toEqual(["", 0]);
  expect(readdirSync(out).sort()).toEqual(["index.html", "pairs", "results.json", "store"]);
  const result = studyResultSchema.parse(JSON.parse(readFileSync(join(out, "results.json"), "utf8")));
  expect(result.models).toHaveLength(13);
  expect(result.provenance.command).toBe("trisim demo --limit 60");
  expect(result.data.map(({ name, role, n }) => [name, role, n])).toEqual([
    ["zoo:fashion", "id", 60],
    ["zoo:digits", "ood", 60],
  ]);
  expect(result.pairs).toHaveLength(78);
  for (const { comparison } of result.pairs) {
    const pair = compareResultSchema.parse(JSON.parse(readFileSync(join(out, comparison ?? ""), "utf8")));
    expect(Object.values(pair.data[0]?.triangle ?? {}).every((value) => value !== null)).toBe(true);
    expect(readFileSync(join(out, comparison ?? "", "../index.html"), "utf8")).toMatch(/^<!doctype html>/);
  }
  for (const { name, family } of result.models) expect(stdout).toMatch(new RegExp(`${name} +${family}`));
  expect(stdout).toContain(`${join(out, "index.html")} shows it`);
});

test.each([
  ["Ctrl-C", "SIGINT", 130],
  ["a polite kill", "SIGTERM", 143],
] as const)("trisim demo stops cleanly on %s", async (_, signal, expected) => {
  const out = join(temporaryFolder(), "demo");
  const { code, stderr } = await trisim(["demo", "--out", out], out, signal);
  expect(code).toBe(expected);
  expect(stderr).toBe("trisim: stopped\n");
});
