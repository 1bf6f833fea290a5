import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type StudyResult, studyResultSchema } from "../../src/study/results/study.js";
import { compareResultSchema } from "../../src/study/results.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { ROOT } from "../support/source-files.js";

const { at, write } = temporaryFolder();

const LEVELS = [0.3, 0.5, 0.7];
/** 2 dense, 2 × 4 pruned, a map of layers, 4 of penultimate ones, a connection, a pair, 2 latencies. */
const TASKS = 2 + 8 + 1 + 4 + 1 + 1;
const LATENCIES = 2;

/** Writes a study of golden models. */
function studyOf(name: string, models: readonly string[], more = ""): string {
  const lines = models.map((model) => `  - model: ${goldenFile(`${model}.onnx`)}\n`).join("");
  const data = `data: [{ data: "${GOLDEN_DATA}", name: images }]\n`;
  return write(name, `models:\n${lines}${data}levels: [${LEVELS.join(", ")}]\n${more}connect: { points: 3 }\n`);
}

function args(study: string, out: string): string[] {
  return ["study", study, "--out", out, "--quiet", "--threads", "1"];
}

function entries(out: string): readonly string[] {
  return existsSync(join(out, "store"))
    ? readdirSync(join(out, "store")).filter((name) => name.endsWith(".entry"))
    : [];
}

/** The results without what differs from run to run. */
function results(out: string): string {
  const text = readFileSync(join(out, "results.json"), "utf8");
  return text.replace(/"(startedAt|seconds|latency|latencySlowest)": .*/g, "");
}

/** Runs the command and kills it, beyond any clean-up, once so many entries are stored and a little later. */
function killed(study: string, out: string, stored: number): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(process.execPath, [join(ROOT, "bin/trisim.js"), ...args(study, out)], {
      stdio: "ignore",
    });
    const timer = setInterval(() => {
      if (entries(out).length < stored) return;
      clearInterval(timer);
      setTimeout(() => child.kill("SIGKILL"), Math.random() * 15);
    }, 2);
    child.on("close", (_, signal) => {
      clearInterval(timer);
      resolve(signal);
    });
  });
}

describe("trisim study", () => {
  const whole = at("whole");
  let study: string;
  let first: Awaited<ReturnType<typeof trisim>>;

  beforeAll(async () => {
    study = studyOf("study.yaml", ["a", "a-other"]);
    first = await trisim(["study", study, "--out", whole]);
  });

  test("says what it found and where it is, and writes results, pages and the comparison of every pair", () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^model +family +parameters +images\na +cnn +[\d,]+ +[\d.]+%/);
    expect(first.stdout).toContain(`${whole}/index.html shows it, ${whole}/results.json holds it.`);
    const result = JSON.parse(readFileSync(join(whole, "results.json"), "utf8")) as StudyResult;
    expect(() => studyResultSchema.parse(result)).not.toThrow();
    expect(result.pairs).toHaveLength(1);
    for (const { comparison } of result.pairs) {
      const folder = join(whole, dirname(comparison ?? ""));
      expect(() =>
        compareResultSchema.parse(JSON.parse(readFileSync(join(folder, "results.json"), "utf8"))),
      ).not.toThrow();
      expect(readFileSync(join(folder, "index.html"), "utf8")).toMatch(/^<!doctype html>/i);
    }
    expect(readFileSync(join(whole, "index.html"), "utf8")).toMatch(/^<!doctype html>/i);
    expect(entries(whole)).toHaveLength(TASKS + LATENCIES);
  });

  test("repeats nothing, and prints the results alone where they are asked for", async () => {
    const written = () => entries(whole).map((name) => statSync(join(whole, "store", name)).mtimeMs);
    const before = written();
    const json = await trisim([...args(study, whole), "--json"]);
    expect(json.stdout).toBe(readFileSync(join(whole, "results.json"), "utf8"));
    expect(json.stderr).toBe("");
    expect(written()).toEqual(before);
  });

  test("explains what there is to do, and what of it is stored", async () => {
    const { code, stdout } = await trisim(["study", study, "--explain"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^work +tasks +stored +images +left\ndense +2 +0 +128 +128\npruned +8 +0 +384 +384\n/);
    expect(stdout).toContain(
      `2 models on 1 data set: ${TASKS} tasks, 0 of them stored; 704 images are left to be run.`,
    );
    const more = studyOf("more.yaml", ["a", "a-other", "vit"]);
    const costs = await trisim(["study", more, "--out", whole, "--explain", "--json"]);
    const { kinds } = JSON.parse(costs.stdout) as { kinds: { kind: string; tasks: number; stored: number }[] };
    expect(kinds.map(({ kind, tasks, stored }) => [kind, tasks, stored])).toEqual([
      ["dense", 3, 2],
      ["pruned", 12, 8],
      ["layers", 1, 0],
      ["penultimates", 4, 0],
      ["connection", 1, 1],
      ["pair", 3, 1],
    ]);
  });

  test("times the networks in a dry run, names those that cannot be run, and does no more", async () => {
    const file = write(
      "dry.yaml",
      `models: [{ model: ${goldenFile("a.onnx")}, layers: [no-such] }, { model: ${goldenFile("vit.onnx")} }]\ndata: [{ data: "${GOLDEN_DATA}" }]\nlevels: [0.5]\n`,
    );
    const { code, stdout, stderr } = await trisim(["study", file, "--out", at("dry"), "--dry-run"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/The networks would run for about \d+ s;/);
    expect(stderr).toMatch(/^trisim: warning: a would be left out: .*no-such/);
    expect(existsSync(at("dry"))).toBe(false);
  });

  test("interrupted ends with 130, killed at any moment without a word; goes on where it was, to the same bytes", async () => {
    const out = at("stopped");
    const { code, stderr, stdout } = await trisim(args(study, out), join(out, "store"));
    expect([code, stderr, stdout]).toEqual([130, "trisim: stopped\n", ""]);
    expect(readdirSync(join(out, "store")).filter((name) => !name.endsWith(".entry"))).toEqual([]);
    const kept = [entries(out).length];
    for (const stored of [6, 12]) {
      expect(await killed(study, out, stored)).toBe("SIGKILL");
      expect(existsSync(join(out, "results.json"))).toBe(false);
      kept.push(entries(out).length);
    }
    expect(kept).toEqual([...kept].sort((x, y) => x - y));
    const before = new Map(entries(out).map((name) => [name, statSync(join(out, "store", name)).mtimeMs]));
    expect((await trisim(args(study, out))).code).toBe(0);
    for (const [name, time] of before) expect(statSync(join(out, "store", name)).mtimeMs).toBe(time);
    expect(results(out)).toBe(results(whole));
    expect(entries(out)).toHaveLength(TASKS + LATENCIES);
  });

  test("runs twice at a time on one store, to the same bytes", async () => {
    const out = at("shared");
    const both = await Promise.all([trisim(args(study, out)), trisim(args(study, out))]);
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    expect(results(out)).toBe(results(whole));
    expect(readdirSync(join(out, "store")).filter((name) => !name.endsWith(".entry"))).toEqual([]);
  });

  test.each([
    [
      "the store",
      "/store/",
      60_000,
      /^trisim: .*\/store\/[0-9a-f]{64}\.entry cannot be written: no space left on device\n$/,
    ],
    ["the results", "results.json", 1000, /^trisim: .*results\.json cannot be written: no space left on device\n$/],
  ])(
    "on a full disk, ends in one line that names the file of %s, and leaves nothing half written",
    async (what, marked, room, line) => {
      const out = at(`full of ${what}`);
      if (what === "the results") cpSync(join(whole, "store"), join(out, "store"), { recursive: true });
      vi.stubEnv("NODE_OPTIONS", `--import=${pathToFileURL(join(ROOT, "test/support/full-disk.mjs")).href}`);
      vi.stubEnv("TRISIM_TEST_FULL", marked);
      vi.stubEnv("TRISIM_TEST_ROOM", String(room));
      const { code, stderr } = await trisim(args(study, out)).finally(() => vi.unstubAllEnvs());
      expect([code, stderr]).toEqual([1, expect.stringMatching(line)]);
      expect(existsSync(join(out, "results.json"))).toBe(false);
      expect(readdirSync(out, { recursive: true }).filter((name) => String(name).endsWith(".tmp"))).toEqual([]);
    },
  );

  test("ends with 1 where a model fails, its results written", async () => {
    const file = write(
      "failing.yaml",
      `${readFileSync(study, "utf8").replace("models:\n", "models:\n  - model: gone.onnx\n")}`,
    );
    const out = at("failing");
    cpSync(join(whole, "store"), join(out, "store"), { recursive: true });
    const { code, stdout, stderr } = await trisim(["study", file, "--out", out]);
    expect(code).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toBe("trisim: gone failed; the results say why");
    expect(stderr).toContain(`trisim: warning: gone is left out: ${at("gone.onnx")} does not exist\n`);
    expect(stdout).toMatch(/\ngone +other +– +failed\n/);
    // What the other two need was there already.
    expect(entries(out)).toEqual(entries(whole));
    const result = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as StudyResult;
    expect(result.models.map(({ name, failure }) => [name, failure])).toEqual([
      ["gone", `${at("gone.onnx")} does not exist`],
      ["a", null],
      ["a-other", null],
    ]);
  });

  test.each([
    [
      "a key that is not known",
      "models: [{ modle: x }]\ndata: [{ data: zoo:fashion }]\n",
      1,
      /:1:12: unknown key "modle" in models\[0\]$/,
    ],
    ["data that are not there", "models: [{ model: x }]\ndata: [{ data: nope.npy }]\n", 2, /nope\.npy does not exist$/],
  ])("ends in one line at %s", async (_, text, code, line) => {
    const ended = await trisim(["study", write("bad.yaml", text)]);
    expect([ended.code, ended.stdout]).toEqual([code, ""]);
    expect(ended.stderr).toMatch(/^[^\n]+\n$/);
    expect(ended.stderr.trim()).toMatch(line);
  });

  test("writes an example, and never over a file", async () => {
    const file = at("new.yaml");
    expect(await trisim(["study", file, "--init"])).toMatchObject({
      ...{ code: 0, stdout: `${file} is a study to begin with; trisim study ${file} --out report runs it.\n` },
    });
    writeFileSync(file, "mine");
    const again = await trisim(["study", file, "--init"]);
    expect([again.code, again.stderr]).toEqual([2, `trisim: ${file} is there already; --init writes a new file\n`]);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});
