import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { memorySize } from "../../src/cli/arguments.js";
import { encodeSafetensors } from "../../src/data/encode-safetensors.js";
import { recordIds } from "../../src/data/record-ids.js";
import { sampleMetadata } from "../../src/data/sample-hash.js";
import type { Matrix } from "../../src/kernels/matrix.js";
import { cka } from "../../src/measures/cka.js";
import { ckaMinibatch } from "../../src/measures/cka-minibatch.js";
import { MEASURES } from "../../src/measures/table.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder, trisim } from "../support/command.js";

const folder = temporaryFolder();

function saved(
  name: string,
  rows: number[][],
  metadata: Record<string, string> = sampleMetadata(recordIds(rows.length)),
): string {
  const path = join(folder, `${name}.safetensors`);
  const tensor = { shape: [rows.length, rows[0]?.length ?? 0], data: Float64Array.from(rows.flat()) };
  writeFileSync(path, encodeSafetensors(new Map([["fc", tensor]]), metadata));
  return `${path}#fc`;
}

function matrixOf(rows: readonly number[][]): Matrix {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, data: Float64Array.from(rows.flat()) };
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

/** Numbers that depend on the seed, without structure. */
function waves(n: number, p: number, seed: number): number[][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: p }, (_, j) => Math.sin(seed + i * i * 0.7 + 3 * j * i)),
  );
}

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

  test("refuses so few examples that nothing asked for would have a score", async () => {
    const { code, stdout, stderr } = await trisim(["measure", X, TURNED, "--measure", "knn,cknna"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^trisim: .*has 6 examples, knn needs at least 12\n$/);
  });

  describe("--memory", () => {
    const rows = { x: waves(400, 5, 1), y: waves(400, 30, 2) };
    const [x, y] = [saved("many-x", rows.x), saved("many-y", rows.y)];
    const exact = cka(matrixOf(rows.x), matrixOf(rows.y)).score;

    test.each([
      [[], "gram"],
      [["--memory", "2MB"], "gram"],
      [["--memory", "700 kB"], "gram"],
      [["--memory", "100kB"], "minibatch"],
    ])("%j leads to the route %s, in the plan of --json", async (flags, route) => {
      const { code, stdout } = await trisim(["measure", x, y, "--json", ...flags]);
      expect(code).toBe(0);
      const { plan, measures } = JSON.parse(stdout);
      expect(plan).toMatchObject({ route, precision: "float64" });
      expect(plan.batch === null).toBe(route !== "minibatch");
      expect(plan.block === null).toBe(route === "minibatch");
      if (route === "minibatch") {
        expect(measures.cka.details).toEqual({ batchSize: plan.batch, seed: 0, dropped: 0 });
        const expected = ckaMinibatch(matrixOf(rows.x), matrixOf(rows.y), { batchSize: plan.batch }).score;
        expect(measures.cka.score).toBeCloseTo(Number(expected), 12);
      } else expect(measures.cka.score).toBeCloseTo(Number(exact), 10);
      if (flags.length > 0) expect(plan.bytes).toBeLessThanOrEqual(memorySize(flags[1] ?? ""));
    });

    test("warns of an estimate, whatever is printed, and of nothing exact", async () => {
      for (const format of [[], ["--json"], ["--csv"]]) {
        const [tight, plenty] = [await run(["--memory", "100kB", ...format]), await run(format)];
        expect(tight.stderr).toMatch(
          /^trisim: warning: cka is estimated from minibatches of \d+: the exact routes need /m,
        );
        expect(plenty.stderr).not.toContain("estimated");
      }
      expect((await run(["--memory", "100kB", "--quiet"])).stderr).toBe("");
      function run(flags: readonly string[]) {
        return trisim(["measure", x, y, ...flags]);
      }
    });

    test("too small for any route is refused with a size that does", async () => {
      const { code, stderr, stdout } = await trisim(["measure", x, y, "--memory", "2kB"]);
      expect([code, stdout]).toEqual([2, ""]);
      const [, size = ""] = /^trisim: memory: 2 kB is too small for any route; (.*) would do\n$/.exec(stderr) ?? [];
      const ended = await trisim(["measure", x, y, "--json", "--memory", size]);
      expect(ended.code).toBe(0);
      expect(JSON.parse(ended.stdout).plan.route).toBe("minibatch");
    });

    test("that is no size is refused", async () => {
      const { code, stderr } = await trisim(["measure", x, y, "--memory", "much"]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/--memory <size>.*much.*500MB, 2GB or 1\.5GiB/);
    });

    test("concerns cka: without it there is no plan", async () => {
      const { stdout } = await trisim(["measure", x, y, "--measure", "cka-biased", "--json", "--memory", "1kB"]);
      expect(JSON.parse(stdout)).not.toHaveProperty("plan");
    });
  });

  test("takes numbers of any size", async () => {
    const rows = waves(60, 4, 5);
    const sized = saved(
      "sized",
      rows.map((row) => row.map((value) => 1e300 * value)),
    );
    const { stdout } = await trisim(["measure", sized, saved("plain", waves(60, 3, 6)), "--json"]);
    expect(JSON.parse(stdout).measures.cka.score).toBeCloseTo(
      Number(cka(matrixOf(rows), matrixOf(waves(60, 3, 6))).score),
      12,
    );
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

  test("names the first sample that differs, where both files have ids", async () => {
    const of = (name: string, ids: string) => saved(name, ROWS, sampleMetadata(ids.split("")));
    const { code, stderr } = await trisim(["measure", of("a", "abcdef"), of("b", "abcefd")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /, of which the first that differ, 3 \(from 0\), are "d" and "e": take both from the same data/,
    );
  });

  test("warns where the order of the rows is taken on trust, and takes ids of .npz files", async () => {
    const silent = saved("silent", ROWS, {});
    expect((await trisim(["measure", X, silent])).stderr).toBe(
      "trisim: warning: silent.safetensors#fc says nothing of its samples: that all rows are the same examples in one order is taken on trust\n",
    );
    const rows = npyOf(Float64Array.from(ROWS.flat()), [6, 2]);
    const ids = npyOf(BigInt64Array.of(0n, 1n, 2n, 3n, 4n, 5n), [6]);
    const npz = join(folder, "ids.npz");
    writeFileSync(npz, zipSync({ "fc.npy": rows, "ids.npy": ids }));
    const ended = await trisim(["measure", X, npz]);
    expect([ended.code, ended.stderr]).toEqual([
      0,
      "trisim: warning: x.safetensors#fc and ids.npz name their samples by numbers alone: that these are of the same data is taken on trust\n",
    ]);
  });

  test("refuses too few examples for a measure", async () => {
    const three = saved("three", ROWS.slice(0, 3));
    const { code, stderr } = await trisim(["measure", three, three]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/3 examples.*cka.*4/);
  });
});
