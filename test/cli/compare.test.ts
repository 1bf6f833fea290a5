import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareResultSchema } from "../../src/study/results.js";
import { temporaryFolder, trisim } from "../support/command.js";
import { describeField, field } from "../support/field.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

const [A, B] = [goldenFile("a.onnx"), goldenFile("b.onnx")];
const FEW = ["--levels", ".5,.9", "--threads", "1"];

describe("trisim compare", () => {
  test("prints the triangle and a sentence a side, and writes nothing without --out", async () => {
    const { code, stdout, stderr } = await trisim(["compare", A, B, "--data", GOLDEN_DATA, ...FEW]);
    expect(code).toBe(0);
    for (const row of [
      /^static +cka +0\.\d{3} +0\.000 +\[/m,
      /^functional +predictive +0\.\d{3}/m,
      /^sparsity +robustness/m,
    ])
      expect(stdout).toMatch(row);
    expect(stdout).toContain("accuracy 68.8% and");
    expect(stderr).toContain("its 10 outputs are taken to be the classes");
    expect(stderr).not.toContain("█");
  });

  test("writes results.json and index.html, replacing what was there and leaving other files alone", async () => {
    const out = join(temporaryFolder(), "deep", "report");
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "results.json"), "old");
    writeFileSync(join(out, "notes.txt"), "mine");
    const { code } = await trisim(["compare", A, B, "--data", GOLDEN_DATA, "--out", out, ...FEW]);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(["index.html", "notes.txt", "results.json", "store"]);
    const result = compareResultSchema.parse(JSON.parse(readFileSync(join(out, "results.json"), "utf8")));
    expect(result.data[0]?.sparsity.levels).toEqual([0, 0.5, 0.9]);
    expect(readFileSync(join(out, "index.html"), "utf8")).toMatch(/^<!doctype html>/i);
  });

  test("--json prints the result object and nothing else, the same bytes each time but for start and seconds", async () => {
    const run = async () => {
      const { stdout } = await trisim(["compare", A, B, "--data", GOLDEN_DATA, "--json", "--quiet", ...FEW]);
      return stdout.replace(/"startedAt": ".*"/, "").replace(/"seconds": .*/, "");
    };
    const first = await run();
    expect(first).toMatch(/^\{/);
    expect(await run()).toBe(first);
  });

  test("compares on a second data set as out-of-distribution", async () => {
    const images = `npy:${goldenFile("images.npy")}`;
    const { stdout } = await trisim([
      "compare",
      A,
      B,
      "--data",
      GOLDEN_DATA,
      "--ood",
      images,
      "--json",
      "--quiet",
      ...FEW,
    ]);
    const result = compareResultSchema.parse(JSON.parse(stdout));
    expect(result.data.map(({ role }) => role)).toEqual(["id", "ood"]);
    expect(result.data[1]?.functional.accuracy).toEqual({ a: null, b: null });
    expect(result.data[1]?.reasons["functional.accuracy.a"]).toContain("has no labels");
    expect(result.data[1]?.sparsity.cross.counts[0]).toBe(true);
  });

  test("names the layers asked for, a list for each model", async () => {
    const layers = "block*.sum;block2.sum,logits";
    const { stdout } = await trisim([
      "compare",
      A,
      B,
      "--data",
      GOLDEN_DATA,
      "--layers",
      layers,
      "--json",
      "--quiet",
      ...FEW,
    ]);
    const [entry] = compareResultSchema.parse(JSON.parse(stdout)).data;
    expect(entry?.static.layers.a).toEqual(["block1.sum", "block2.sum", "block3.sum"]);
    expect(entry?.static.layers.b).toEqual(["block2.sum", "logits"]);
    expect(entry?.static.layers.cka?.map((row) => row.length)).toEqual([2, 2, 2]);
  });
});

describe("trisim compare --connect", () => {
  const run = (...more: string[]) =>
    trisim(["compare", A, goldenFile("a-other.onnx"), "--data", GOLDEN_DATA, "--json", "--quiet", ...FEW, ...more]);

  test("walks as many points on as many examples as asked for, or not at all", async () => {
    const [entry] = compareResultSchema.parse(
      JSON.parse((await run("--points", "3", "--connect-limit", "10")).stdout),
    ).data;
    expect(entry?.functional.connectivity).toMatchObject({ n: 10, alphas: [0, 0.5, 1], lmcCurve: "naive" });
    expect(entry?.vertices.functional.kind).toBe("lmc");
    const [none] = compareResultSchema.parse(JSON.parse((await run("--connect", "none")).stdout)).data;
    expect(none?.reasons["functional.connectivity"]).toBe("not asked for");
  });

  test("ends with 2 for a path or a number of points there is not", async () => {
    const points = await run("--points", "102");
    expect([points.code, points.stderr]).toEqual([
      2,
      "trisim: points: 102; expected an odd number from 3 to 101, so that halfway is among them\n",
    ]);
    const path = await run("--connect", "straight");
    expect(path.code).toBe(2);
    expect(path.stderr).toContain("Allowed choices are none, naive");
  });
});

describe("trisim compare --require", () => {
  const run = (limits: string, ...more: string[]) =>
    trisim(["compare", A, B, "--data", GOLDEN_DATA, ...FEW, "--quiet", "--csv", "--require", limits, ...more]);

  test("ends with 0 where every limit is met", async () => {
    expect((await run("static=.3,functional=.8,sparsity=.7")).code).toBe(0);
  });

  test("ends with 3, names side, value and limit, and has written the results", async () => {
    const out = temporaryFolder();
    const { code, stdout, stderr } = await run("static=.9,functional=.1", "--out", out);
    expect(code).toBe(3);
    expect(stderr).toBe("trisim: static is 0.3877 on npy:images.npy, required at least 0.9\n");
    expect(stdout.split("\n")[1]).toMatch(/^npy:images.npy,id,64,static,cka,0\.387/);
    expect(readdirSync(out).sort()).toEqual(["index.html", "results.json", "store"]);
  });

  test("fails on what is null", async () => {
    const constant = join(temporaryFolder(), "constant.npy");
    const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (5, 8, 8, 3), }".padEnd(117);
    writeFileSync(
      constant,
      Buffer.concat([Buffer.from(`\x93NUMPY\x01\x00v\x00${header}\n`, "latin1"), Buffer.alloc(960)]),
    );
    const args = ["compare", A, B, "--data", `npy:${constant}`, "--levels", ".5", "--quiet", "--require", "static=.1"];
    const { code, stderr } = await trisim(args);
    expect(stderr).toContain("static is null on npy:constant.npy, required at least 0.1");
    expect(code).toBe(3);
  });
});

/** What an interrupted run may not leave: all but whole levels in the store. */
function unfinished(out: string): readonly string[] {
  return readdirSync(out, { recursive: true, encoding: "utf8" }).filter(
    (path) => !/^store(\/[0-9a-f]{64}\.entry)?$/.test(path),
  );
}

describe("trisim compare, interrupted", () => {
  test("ends with 130 at ten random moments, and leaves no half-written file", async () => {
    const levels = Array.from({ length: 60 }, (_, i) => (i / 60).toFixed(3)).join(",");
    for (let i = 0; i < 10; i++) {
      const out = temporaryFolder();
      const args = ["compare", goldenFile("vit.onnx"), A, "--data", GOLDEN_DATA, "--levels", levels, "--out", out];
      const { code, signal, stderr } = await trisim(args, 600 + Math.random() * 1500);
      expect({ code, signal, stderr }).toEqual({ code: 130, signal: null, stderr: "trisim: stopped\n" });
      expect(unfinished(out)).toEqual([]);
    }
  });
});

describeField("trisim compare on real networks", () => {
  test("ends with 130 at five random moments, inside runs that take their time", async () => {
    const model = field("models/cifar10/resnet56.onnx");
    const data = `cifar10:${field("data/cifar10/test_first1000.bin")}`;
    for (let i = 0; i < 5; i++) {
      const out = temporaryFolder();
      const args = ["compare", model, model, "--data", data, "--out", out, "--quiet"];
      const { code, signal, stderr } = await trisim(args, 500 + Math.random() * 3000);
      expect({ code, signal, stderr }).toEqual({ code: 130, signal: null, stderr: "trisim: stopped\n" });
      expect(unfinished(out)).toEqual([]);
    }
  });

  test("finds the accuracies of ResNet-20 and ResNet-56 on CIFAR-10, and that nothing is left of them at .99", async () => {
    const [a, b] = ["resnet20", "resnet56"].map((name) => field(`models/cifar10/${name}.onnx`));
    const data = `cifar10:${field("data/cifar10/test_first1000.bin")}`;
    const { stdout } = await trisim([
      "compare",
      a ?? "",
      b ?? "",
      "--data",
      data,
      "--levels",
      ".5,.99",
      "--json",
      "--quiet",
    ]);
    const [entry] = compareResultSchema.parse(JSON.parse(stdout)).data;
    expect(entry?.functional.accuracy).toEqual({ a: 0.915, b: 0.926 });
    expect(entry?.static.layers.a).toHaveLength(10);
    expect(entry?.static.layers.b).toHaveLength(25);
    const { cross } = entry?.sparsity ?? {};
    expect(cross?.counts).toEqual([true, true, false]);
    expect(cross?.why[2]).toMatch(/resnet20 keeps .* of its accuracy above chance; resnet56 keeps/);
    // Effective ranks of about 13 dense and 2 at .99: what is left spans next to nothing.
    expect(entry?.sparsity.a.effectiveRank[0]).toBeCloseTo(12.87, 1);
    expect(entry?.sparsity.a.effectiveRank[2]).toBeLessThan(3);
  });
});
