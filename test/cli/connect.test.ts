import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { type ConnectResult, connectResultSchema } from "../../src/study/connect-result.js";
import { type Ended, temporaryFolder, trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { ROOT } from "../support/source-files.js";

const FEW = ["--data", "zoo:fashion", "--limit", "400", "--points", "3", "--threads", "1"];

describe("trisim connect", () => {
  const folder = temporaryFolder();
  const midpoint = join(folder, "merged.onnx");
  let ended: Ended;
  let result: ConnectResult;

  beforeAll(async () => {
    const how = ["--align", "activations", "--repair", "--save-midpoint", midpoint, "--json"];
    ended = await trisim(["connect", "zoo:resnet-1", "zoo:resnet-2", ...FEW, ...how]);
    result = connectResultSchema.parse(JSON.parse(ended.stdout));
  }, 120_000);

  test("walks all three paths, and the last loses far less than the first", () => {
    expect([ended.code, result.n, result.nCalibration, result.lmcCurve]).toEqual([0, 320, 80, "repaired"]);
    expect(result.alphas).toEqual([0, 0.5, 1]);
    expect(result.naive.barrier.frankle).toBeGreaterThan(0.6);
    expect(result.repaired?.barrier.frankle).toBeLessThan(0.3);
    expect(result.lmc).toBeGreaterThan(0.6);
    expect(result.alignment).toMatchObject({ method: "activations", units: 448 });
    expect(result.repair).toEqual({ kind: "batch-norm", layers: 21, leftOut: 0 });
  });

  test("the midpoint is a network that scores what the path said", async () => {
    const beside = readFileSync(join(folder, "merged.preprocess.json"));
    expect(beside).toEqual(readFileSync(join(ROOT, "zoo/models/preprocessor_config.json")));
    const again = await trisim(["connect", midpoint, midpoint, ...FEW, "--align", "activations", "--json"]);
    const { n, naive, sha } = { ...JSON.parse(again.stdout), sha: null };
    expect([again.code, n, sha]).toEqual([0, 320, null]);
    expect(naive.accuracy[0]).toBeCloseTo(result.repaired?.accuracy[1] ?? 0, 12);
    const { metadata } = readModel(readFileSync(midpoint));
    expect([...metadata.keys()].sort()).toEqual(["class_names", "name", "trisim_midpoint"]);
    expect(JSON.parse(metadata.get("trisim_midpoint") ?? "")).toMatchObject({
      alpha: 0.5,
      path: "repaired",
      a: { name: "resnet-1" },
    });
  }, 60_000);

  test("says the paths in a table, and repairs the naive one where nothing is aligned", async () => {
    const { code, stdout } = await trisim(["connect", "zoo:vit-1", "zoo:vit-1-fork", ...FEW]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^vit-1 to vit-1-fork on zoo:fashion, 400 examples\n/);
    expect(stdout).toMatch(/naive +\d\d\.\d% and \d\d\.\d% +\d\d\.\d% +0\.0\d\d/);
    expect(stdout).toContain("No aligned path: not asked for.");
  }, 60_000);

  test("--csv gives a line a path and point, by weights too, and says how many descents there were", async () => {
    const how = ["connect", "zoo:resnet-1", "zoo:resnet-1-fork", "--data", "zoo:fashion", "--limit", "60"];
    const { code, stdout } = await trisim([...how, "--points", "3", "--threads", "1", "--csv"]);
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      "path,alpha,loss,accuracy",
      expect.stringMatching(/^naive,0,[\d.]+,[\d.]+$/),
    ]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(4);
    const byWeights = await trisim([...how, "--points", "3", "--threads", "1", "--align", "weights", "--json"]);
    expect(JSON.parse(byWeights.stdout).alignment.descents).toBeGreaterThan(0);
  }, 60_000);

  test("says at once that the midpoint cannot be written", async () => {
    const nowhere = join(folder, "none", "m.onnx");
    const { code, stderr } = await trisim([
      "connect",
      "zoo:resnet-1",
      "zoo:resnet-2",
      ...FEW,
      "--save-midpoint",
      nowhere,
    ]);
    expect({ code, lines: stderr.trimEnd().split("\n").length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toMatch(/m\.onnx cannot be written: no such file or directory|cannot be written/);
  });

  test("names the place where two networks do not fit, and writes nothing", async () => {
    const out = join(folder, "none.onnx");
    const { code, stderr } = await trisim(["connect", "zoo:vit-1", "zoo:resnet-1", ...FEW, "--save-midpoint", out]);
    expect([code, existsSync(out)]).toEqual([1, false]);
    expect(stderr).toMatch(/^trisim: vit-1 and resnet-1 cannot be connected: different architectures: node 0, Conv/);
  });

  test("says that a fifth of few images is too few to calibrate with", async () => {
    const few = ["--data", "zoo:fashion", "--limit", "40", "--points", "3", "--repair"];
    const { code, stderr } = await trisim(["connect", "zoo:resnet-1", "zoo:resnet-1-fork", ...few]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/have no repaired path: a fifth of zoo:fashion is 8 images .*; or leave --repair$/m);
  }, 60_000);

  test("warns of images that are calibrated with and evaluated too, and of images that nothing needs", async () => {
    const images = (n: string) => [
      "connect",
      "zoo:vit-1",
      "zoo:vit-1-fork",
      "--data",
      "zoo:fashion",
      "--limit",
      n,
      "--points",
      "3",
    ];
    const both = await trisim([...images("50"), "--repair", "--calibration", "zoo:fashion"]);
    expect(both.stderr).toContain("50 of the 50 images of zoo:fashion are calibration images too");
    const unread = await trisim([...images("50"), "--calibration", "zoo:digits"]);
    expect(unread.stderr).toContain(
      "zoo:digits is not read: no units are matched by activations and nothing is repaired",
    );
  }, 120_000);

  test("does not write over one of the two models", async () => {
    const copy = join(folder, "copy.onnx");
    copyFileSync(join(ROOT, "zoo/models/resnet-1.onnx"), copy);
    const { code, stderr } = await trisim(["connect", copy, "zoo:resnet-2", ...FEW, "--save-midpoint", copy]);
    expect([code, stderr]).toEqual([2, `trisim: --save-midpoint ${copy} is a model that is read; give another name\n`]);
  });

  test("refuses at once a midpoint that is no ONNX file, or would be fed as another model is", async () => {
    const [labels, stale] = [join(folder, "labels.npy"), join(folder, "stale.onnx")];
    writeFileSync(join(folder, "stale.preprocess.json"), JSON.stringify({ rescale_factor: 0.5 }));
    copyFileSync(goldenFile("a.onnx"), join(folder, "a.onnx"));
    const connect = ["connect", join(folder, "a.onnx"), goldenFile("a-other.onnx"), "--data", "zoo:none"];
    const ended = [
      await trisim([...connect, "--save-midpoint", labels]),
      await trisim([...connect, "--save-midpoint", stale]),
    ];
    expect(ended.map(({ code }) => code)).toEqual([2, 2]);
    expect(ended.map(({ stderr }) => stderr)).toEqual([
      `trisim: --save-midpoint ${labels}: models are written as ONNX; name a file ending in .onnx\n`,
      expect.stringMatching(/^trisim: .*stale\.onnx would be fed as .*stale\.preprocess\.json says/),
    ]);
  });

  test("says the paths where the midpoint finds no room on the disk", async () => {
    const full = join(folder, "full.onnx");
    vi.stubEnv("NODE_OPTIONS", `--import=${pathToFileURL(join(ROOT, "test/support/full-disk.mjs")).href}`);
    vi.stubEnv("TRISIM_TEST_FULL", "full.onnx");
    const how = ["--data", GOLDEN_DATA, "--points", "3", "--threads", "1", "--save-midpoint", full, "--json"];
    const ended = await trisim(["connect", goldenFile("a.onnx"), goldenFile("a-other.onnx"), ...how, "--quiet"]);
    vi.unstubAllEnvs();
    expect([ended.code, ended.stderr]).toEqual([1, `trisim: ${full} cannot be written: no space left on device\n`]);
    expect(connectResultSchema.parse(JSON.parse(ended.stdout)).n).toBe(64);
    expect(readdirSync(folder).filter((name) => name.startsWith("full"))).toEqual([]);
  }, 60_000);

  test("refuses an unknown way to align, and a path of one point", async () => {
    expect((await trisim(["connect", "a", "b", "--data", "x", "--align", "names"])).code).toBe(2);
    expect((await trisim(["connect", "a", "b", "--data", "x", "--points", "1"])).code).toBe(2);
  });
});
