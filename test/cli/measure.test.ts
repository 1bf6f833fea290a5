import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeSafetensors } from "../../src/data/encode-safetensors.js";
import { MEASURES } from "../../src/measures/table.js";
import { temporaryFolder, trisim } from "../support/command.js";

const folder = temporaryFolder();

function saved(name: string, rows: number[][], metadata: Record<string, string> = {}): string {
  const path = join(folder, `${name}.safetensors`);
  const tensor = { shape: [rows.length, rows[0]?.length ?? 0], data: Float64Array.from(rows.flat()) };
  writeFileSync(path, encodeSafetensors(new Map([["fc", tensor]]), metadata));
  return `${path}#fc`;
}

const ROWS = [
  [1, 2],
  [3, 1],
  [2, 5],
  [7, 3],
  [4, 4],
  [0, 6],
];
const X = saved("x", ROWS);
const TURNED = saved(
  "turned",
  ROWS.map(([a = 0, b = 0]) => [3 - b, a]),
);

describe("trisim measure", () => {
  test("prints the table of the measures asked for", async () => {
    const { code, stdout } = await trisim(["measure", X, TURNED, "--measure", "cka,procrustes"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^6 examples, 2 and 2 features\n/);
    expect(stdout).toMatch(/^cka +1\.000 +0\.000 +\[1\.000, 1\.000\]/m);
    expect(stdout).toMatch(/^procrustes +1\.000/m);
  });

  test("--json gives n, p, q, the measures under their fixed keys and the reasons", async () => {
    const { stdout } = await trisim(["measure", X, TURNED, "--measure", "all", "--json"]);
    const result = JSON.parse(stdout);
    expect({ n: result.n, p: result.p, q: result.q }).toEqual({ n: 6, p: 2, q: 2 });
    expect(Object.keys(result.measures)).toEqual(Object.keys(MEASURES));
    const fields = ["score", "chance", "calibrated", "threshold", "pValue", "interval"];
    for (const [name, { details: _, ...score }] of Object.entries<Record<string, unknown>>(result.measures)) {
      expect(Object.keys(score).sort()).toEqual([...fields].sort());
      for (const field of fields)
        if (score[field] === null) expect(result.reasons[`measures.${name}.${field}`]).toBeTruthy();
    }
  });

  test("gives null with the reason where a measure is undefined, and exit 0", async () => {
    const constant = saved(
      "constant",
      ROWS.map(() => [1, 1]),
    );
    const { code, stdout } = await trisim(["measure", X, constant, "--json"]);
    expect(code).toBe(0);
    const { measures, reasons } = JSON.parse(stdout);
    expect(measures.cka.score).toBeNull();
    expect(reasons["measures.cka.score"]).toBe("constant");
  });

  test("gives null with the reason for one undefined measure among several, and exit 0", async () => {
    const { code, stdout } = await trisim(["measure", X, TURNED, "--measure", "all"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^knn +– /m);
    expect(stdout).toContain("  knn: x: k ≥ n − 1: 10 neighbours of 6 examples (score, ");
    expect(stdout).toMatch(/^cca +1\.000 /m);
  });

  test("--help names every measure", async () => {
    const { stdout } = await trisim(["measure", "--help"]);
    const words = stdout.replace(/\s+/g, " ");
    expect(words).toContain(`comma-separated: ${Object.keys(MEASURES).join(", ")}, or all`);
  });

  test.each([
    ["rows that differ", saved("five", ROWS.slice(1)), /6 rows and five\.safetensors#fc has 5/, 1],
    [
      "a value that is not finite",
      saved(
        "nan",
        ROWS.map(() => [Number.NaN, 1]),
      ),
      /nan\.safetensors.*NaN/,
      1,
    ],
    ["an array that is not there", X.replace("#fc", "#cf"), /cf.*fc/, 2],
    ["a file of another kind", join(folder, "x.txt"), /x\.txt.*\.npy/, 1],
    ["a file that does not exist", join(folder, "none.npy"), /none\.npy does not exist/, 2],
  ])("refuses %s", async (_, y, line, code) => {
    const ended = await trisim(["measure", X, y]);
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(ended.code).toBe(code);
  });

  test("refuses samples that differ, naming both hashes", async () => {
    const [a, b] = [saved("a", ROWS, { sample_hash: "abc" }), saved("b", ROWS, { sample_hash: "def" })];
    const { code, stderr } = await trisim(["measure", a, b]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/abc.*def/);
    expect((await trisim(["measure", a, saved("c", ROWS, { sample_hash: "abc" })])).code).toBe(0);
  });

  test("refuses too few examples for a measure", async () => {
    const three = saved("three", ROWS.slice(0, 3));
    const { code, stderr } = await trisim(["measure", three, three]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/3 examples.*cka.*4/);
  });
});
