import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { encodeSafetensors } from "../../src/data/encode-safetensors.js";
import { sampleMetadata } from "../../src/data/sample-hash.js";
import { openSavedActivations } from "../../src/data/saved-activations.js";
import { type StudyResult, studyResultSchema } from "../../src/study/results/study.js";
import { compareResultSchema } from "../../src/study/results.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { trisim } from "../support/command.js";
import { quantisedCopy } from "../support/quantised-copy.js";
import { ROOT } from "../support/source-files.js";
import { studyUnexplained } from "../support/study-unexplained.js";

const { at, write } = temporaryFolder();

const ZOO = join(ROOT, "zoo/models");
const N = 60;
const QUANTISED = /^eight bits: cannot be pruned: node ".+" has a quantised weight \(DequantizeLinear\)$/;
const SAVED = "saved vit is saved activations: this needs a model";

function studyOf(name: string, models: readonly string[], limit = N): string {
  const data = `  - { data: zoo:fashion, limit: ${limit} }\n  - { data: zoo:digits, name: digits, limit: ${limit} }\n`;
  const lines = models.map((model) => `  - ${model}\n`).join("");
  return write(name, `models:\n${lines}data:\n${data}levels: [0.5, 0.9]\nprobe: true\nconnect: { points: 3 }\n`);
}

function study(file: string, out: string): ReturnType<typeof trisim> {
  return trisim(["study", file, "--out", out, "--threads", "1"]);
}

function resultOf(out: string): StudyResult {
  return studyResultSchema.parse(JSON.parse(readFileSync(join(out, "results.json"), "utf8")));
}

/** Results as text, without what differs from run to run. */
function lasting(out: string): string {
  return readFileSync(join(out, "results.json"), "utf8").replace(
    /"(startedAt|seconds|latency|latencySlowest)": .*/g,
    "",
  );
}

function entries(out: string): ReadonlyMap<string, number> {
  const store = join(out, "store");
  return new Map(readdirSync(store).map((name) => [name, statSync(join(store, name)).mtimeMs]));
}

const PLAIN = ["{ model: zoo:plain-1 }", "{ model: zoo:vit-1 }"];
const EIGHT_BITS = "{ model: int8.onnx, name: eight bits, fork: plain-1 }";
const saved = (file: string) =>
  `{ activations: { "zoo:fashion": ${file}, digits: digits.safetensors }, name: saved vit }`;

async function extract(data: string, file: string): Promise<void> {
  const args = ["extract", "zoo:vit-2", "--data", data, "--limit", String(N), "--layers", "auto,logits"];
  expect((await trisim([...args, "--out", at(file), "--quiet"])).code).toBe(0);
}

beforeAll(async () => {
  write("int8.onnx", quantisedCopy(readFileSync(join(ZOO, "plain-1.onnx"))));
  write("preprocessor_config.json", readFileSync(join(ZOO, "preprocessor_config.json")));
  await extract("zoo:fashion", "fashion.safetensors");
  await extract("zoo:digits", "digits.safetensors");
  const { ids, layers } = await openSavedActivations(at("fashion.safetensors"));
  const { rows, columns, data } = layers.at(-1)?.matrix ?? expect.unreachable();
  const last = new Map([["last", { shape: [rows, columns], data: Float32Array.from(data) }]]);
  write("fewer.npy", npyOf(new Float32Array(30 * 4).map(Math.sin), [30, 4]));
  write("reversed.safetensors", encodeSafetensors(last, sampleMetadata([...(ids ?? [])].reverse())));
});

describe("trisim study of networks, one that cannot be pruned, and saved activations", () => {
  const out = at("report");
  let file: string;
  let ended: Awaited<ReturnType<typeof trisim>>;
  let result: StudyResult;

  beforeAll(async () => {
    file = studyOf("study.yaml", [...PLAIN, EIGHT_BITS, saved("fashion.safetensors")]);
    ended = await study(file, out);
    result = resultOf(out);
  });

  const model = (name: string) => result.models.find((one) => one.name === name) ?? expect.unreachable();
  const pair = (a: string, b: string, d = 0) =>
    result.pairs.find((one) => one.a === a && one.b === b)?.data[d] ?? expect.unreachable();

  test("ends well, and says of both why they have no sparsity side", () => {
    expect(ended.code).toBe(0);
    expect(result.models.map(({ failure }) => failure)).toEqual([null, null, null, null]);
    expect(ended.stderr).toMatch(/^trisim: warning: eight bits: cannot be pruned: node "/m);
    const said = ended.stdout.replace(/\s+/g, " ");
    expect(said).toMatch(/Not pruned, and so without a sparsity side: eight bits: cannot be pruned: node ".+" has a/);
    expect(said).toContain(SAVED);
    const page = readFileSync(join(out, "index.html"), "utf8");
    expect(page).toContain(`<li>${SAVED}</li>`);
    expect(page).toContain("<li>eight bits: cannot be pruned: node &quot;");
    expect(page.replace(/<script[\s\S]*?<\/script>/g, "")).not.toMatch(/no reason was recorded|NaN/);
  });

  test("has what is known of each alone, and null with the reason for the rest", () => {
    expect(model("eight bits").unpruned).toMatch(QUANTISED);
    expect(model("saved vit")).toMatchObject({ unpruned: SAVED, parameters: null, latency: null, family: "other" });
    expect(model("saved vit").reasons).toEqual({ parameters: SAVED, latency: SAVED, latencySlowest: SAVED });
    expect("unpruned" in model("plain-1")).toBe(false);
    for (const name of ["eight bits", "saved vit"])
      for (const { sweep, reasons } of model(name).data)
        expect([sweep, reasons.sweep]).toEqual([null, model(name).unpruned]);
    expect(model("eight bits").parameters).toBe(model("plain-1").parameters);
    expect(model("eight bits").data[0]?.accuracy).toBeCloseTo(model("plain-1").data[0]?.accuracy ?? 0, 1);
    // Of digits only probes know the classes, and they need no network.
    expect(model("saved vit").data.map(({ classifier }) => classifier)).toEqual(["own", "probe"]);
    expect(studyUnexplained(result)).toEqual([]);
  });

  test("has the static and the functional side of every pair, no path and no sparsity with them", () => {
    expect(pair("plain-1", "eight bits").triangle.static).toBeGreaterThan(0.99);
    for (const d of [0, 1]) {
      const { triangle, functional, sparsity, reasons } = pair("vit-1", "saved vit", d);
      expect(triangle).toEqual({ static: expect.any(Number), functional: expect.any(Number), sparsity: null });
      expect(functional.connectivity).toBeNull();
      expect(sparsity).toMatchObject({ robustness: null, cross: { cka: [], largestGain: null } });
      for (const path of ["sparsity", "triangle.sparsity", "vertices.sparsity.score"])
        expect(reasons[path]).toBe(SAVED);
    }
    expect(pair("vit-1", "saved vit").reasons["functional.connectivity"]).toBe(SAVED);
    expect(pair("plain-1", "eight bits").reasons["functional.connectivity"]).toMatch(
      /^eight bits is quantised \(node DequantizeLinear ".+"\): not interpolated$/,
    );
    expect(pair("plain-1", "vit-1").triangle.sparsity).not.toBeNull();
    for (const { comparison } of result.pairs) {
      const folder = join(out, dirname(comparison ?? ""));
      const whole = compareResultSchema.parse(JSON.parse(readFileSync(join(folder, "results.json"), "utf8")));
      expect(whole.data.map(({ sparsity }) => sparsity.levels.length)).toEqual(
        whole.data.map(({ triangle }) => (triangle.sparsity === null ? 0 : 3)),
      );
      expect(existsSync(join(folder, "index.html"))).toBe(true);
    }
  });

  test("leaves them out of what is concluded of pruning, and of the ranks", () => {
    const { sparsity, static: still } = result.matrices.digits ?? expect.unreachable();
    const known = (matrix: typeof sparsity) => matrix.map((row) => row.map((cell) => cell !== null));
    expect(known(sparsity)).toEqual([
      [true, true, false, false],
      [true, true, false, false],
      [false, false, false, false],
      [false, false, false, false],
    ]);
    expect(known(still).flat()).not.toContain(false);
    expect(result.reasons["matrices.digits.sparsity.3.3"]).toBe(SAVED);
    const tests = result.findings.family.tests.filter(({ twins }) => twins === "all");
    expect(tests.find(({ side }) => side === "sparsity")).toMatchObject({
      models: ["plain-1", "vit-1"],
      leftOut: [
        { model: "eight bits", why: expect.stringMatching(QUANTISED) },
        { model: "saved vit", why: SAVED },
      ],
    });
    expect(tests.find(({ side }) => side === "static")?.models).toEqual(["plain-1", "vit-1", "saved vit"]);
    expect(result.findings.pruning.tests.map(({ models }) => models)).toEqual([
      ["plain-1", "vit-1"],
      ["plain-1", "vit-1"],
    ]);
    const regulariser = [...result.findings.regulariser.pairs, ...result.findings.regulariser.untested];
    expect(new Set(regulariser.flatMap(({ a, b }) => [a, b]))).toEqual(new Set(["plain-1", "vit-1"]));
    const chosen = result.selection.find((one) => one.model === "saved vit");
    expect(chosen).toMatchObject({ rank: null, robustness: null, parameters: null, accuracy: expect.any(Number) });
    expect(chosen?.reasons).toMatchObject({ robustness: SAVED, parameters: SAVED, latency: SAVED });
    expect(result.recommendation.recommendation?.model).toMatch(/^(plain-1|vit-1)$/);
  });

  test("has blank cells for them as CSV, and chooses among them where robustness and size weigh nothing", async () => {
    const { stdout } = await trisim(["study", file, "--out", out, "--quiet", "--csv"]);
    expect(stdout).toMatch(/^vit-1,saved vit,digits,ood,60,sparsity,robustness,,,,\r?$/m);
    const chosen = await trisim(["select", out, "--weight", "robustness=0,parameters=0"]);
    expect(chosen.stdout).toMatch(/^saved vit +other .* [1-4] /m);
    expect(chosen.stdout).not.toContain("not ranked");
  });

  test("goes on where it was to the same bytes, and repeats nothing", async () => {
    const before = entries(out);
    const bytes = lasting(out);
    expect((await study(file, out)).code).toBe(0);
    expect(entries(out)).toEqual(before);
    expect(lasting(out)).toBe(bytes);
  });

  test("has of the others the very numbers of a study without them", async () => {
    const alone = at("alone");
    expect((await study(studyOf("alone.yaml", PLAIN), alone)).code).toBe(0);
    const { pairs, matrices } = resultOf(alone);
    expect(result.pairs.find(({ a, b }) => a === "plain-1" && b === "vit-1")).toEqual(pairs[0]);
    expect(result.matrices.digits?.sparsity[0]?.slice(0, 2)).toEqual(matrices.digits?.sparsity[0]);
  });
});

test("trisim study leaves saved activations of other examples out by name, and goes on", async () => {
  const files = ["fewer.npy", "reversed.safetensors", "gone.npz"];
  const models = files.map((file) => saved(file).replace("saved vit", file));
  const out = at("left");
  const { code, stderr } = await study(studyOf("left.yaml", [...PLAIN, ...models]), out);
  expect(code).toBe(1);
  expect(stderr).toContain(
    "fewer.npy is left out: fewer.npy has 30 rows and zoo:fashion has 60: rows must be the same examples\n",
  );
  expect(stderr).toMatch(
    /reversed\.safetensors is left out: reversed\.safetensors is of samples .* and zoo:fashion of .*, of which the first that differ, 0 .*: take both from the same data, in one order\n/,
  );
  expect(stderr).toMatch(/gone\.npz is left out: .*gone\.npz does not exist\n/);
  expect(stderr.trim().split("\n").at(-1)).toBe(`trisim: ${files.join(", ")} failed; the results say why`);
  expect(resultOf(out).pairs.map(({ failure }) => failure === null)).toEqual([true, ...new Array(9).fill(false)]);
});
