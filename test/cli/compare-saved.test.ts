import { existsSync, readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { compareResultSchema } from "../../src/study/results.js";
import { npyBytes, npyHeader, npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

const { at, write } = temporaryFolder();
const MODEL = goldenFile("a.onnx");

describe("trisim compare with what trisim extract saved", () => {
  test("gives the static side of the model itself, and a page", async () => {
    const saved = at("a.safetensors");
    const extracted = await trisim(["extract", MODEL, "--data", GOLDEN_DATA, "--out", saved, "--threads", "1"]);
    expect(extracted.code).toBe(0);
    const out = at("report");
    const data = ["--data", GOLDEN_DATA, "--threads", "1", "--quiet"];
    const ended = await trisim(["compare", saved, MODEL, ...data, "--out", out]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toMatch(/A +a\.safetensors +saved activations +–/);
    expect(ended.stdout.replace(/\s+/g, " ")).toContain(
      "The sparsity side has no value: a.safetensors is saved activations: this needs a model.",
    );
    const result = compareResultSchema.parse(JSON.parse(readFileSync(`${out}/results.json`, "utf8")));
    expect(result.data[0]?.triangle.static).toBeCloseTo(1, 12);
    expect(existsSync(`${out}/index.html`)).toBe(true);
    const alone = await trisim(["compare", saved, saved, "--json", "--threads", "1"]);
    expect(JSON.parse(alone.stdout).data[0].triangle).toEqual({ static: 1, functional: null, sparsity: null });
    const required = await trisim(["compare", saved, saved, "--quiet", "--require", "static=.9,sparsity=.5"]);
    expect([required.code, required.stderr]).toEqual([
      3,
      "trisim: sparsity is null on the samples of a.safetensors, required at least 0.5\n",
    ]);
  });
});

describe("trisim compare refuses in one line", () => {
  const good = write("good.npy", npyOf(new Float32Array(40).map(Math.sin), [8, 5]));
  const pickled = npyBytes(npyHeader("'|O'", "(8,)"), new Uint8Array(64));
  const bomb = zipSync({ "x.npy": new Uint8Array(300_000) }, { level: 0 });
  const directory = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
  const entry = directory.getUint32(bomb.length - 6, true);
  directory.setUint16(entry + 10, 8, true); // deflated
  directory.setUint32(entry + 24, 300_000_000, true); // its size, unpacked

  test.each([
    ["no data with a model", [good, MODEL], /required option '--data/, 2],
    ["pickled objects", [good, write("pickled.npy", pickled)], /pickled\.npy: holds Python objects/, 1],
    [
      "pickled objects in an archive",
      [write("p.npz", zipSync({ "x.npy": pickled })), good],
      /p\.npz#x: holds Python/,
      1,
    ],
    [
      "an archive that unpacks to gigabytes",
      [write("bomb.npz", bomb), good],
      /bomb\.npz: its arrays claim 300000000 bytes out of 300000/,
      1,
    ],
    ["an array that is not there", [`${at("p.npz")}#y`, good], /holds no array "y"; expected one of x/, 2],
    ["a file that is not there", [at("none.npz"), good], /none\.npz does not exist/, 2],
    ["a second data set", [good, good, "--ood", GOLDEN_DATA], /ood: good\.npy is saved activations/, 2],
  ])("%s", async (_, args, line, code) => {
    const ended = await trisim(["compare", ...args]);
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([ended.code, ended.stdout]).toEqual([code, ""]);
  });
});
