import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

const A = goldenFile("a.onnx");
const folder = temporaryFolder();

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const compare = (...more: string[]) => ["compare", A, A, "--data", GOLDEN_DATA, ...more];

/** A header of an .npy file that promises more than there is. */
const hugeArray = `\x93NUMPY\x01\x00v\x00${"{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000, 3), }".padEnd(117)}\n`;

const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
  ["an unknown option", compare("--levles", ".5"), 2, /unknown option '--levles'.*--levels/],
  ["an unknown command", ["comprae", A, A], 2, /unknown command 'comprae'.*compare/],
  ["an unknown measure", compare("--measure", "ckaa"), 2, /unknown measure ckaa, expected one of: cka, /],
  ["a level out of range", compare("--levels", "1.2"), 2, /--levels.*1\.2.*\[0, 1\)/],
  ["a level that is no number", compare("--levels", ".5,half"), 2, /--levels.*half/],
  ["an unknown layer", compare("--layers", "blokc1.sum"), 2, /blokc1\.sum.*block1\.sum/],
  ["a glob that matches nothing", compare("--layers", "stage*"), 2, /stage\*/],
  [
    "a model that does not exist",
    ["compare", A, join(folder, "none.onnx"), "--data", GOLDEN_DATA],
    2,
    /none\.onnx does not exist/,
  ],
  ["data that do not exist", ["compare", A, A, "--data", "cifar10:nowhere"], 2, /nowhere.*does not exist/],
  ["an unknown kind of data", ["compare", A, A, "--data", "cifar11:x"], 2, /unknown kind of data "cifar11".*cifar10/],
  [
    "a kind of data that is not there yet",
    ["compare", A, A, "--data", "imagenetv2:x"],
    1,
    /"imagenetv2" is not supported yet/,
  ],
  ["a device that is not there", compare("--device", "cuda"), 2, /--device.*cuda.*cpu/],
  ["a pruning method that is not there", compare("--prune", "snip"), 2, /--prune.*snip.*global/],
  [
    "levels that 2:4 pruning does not have",
    compare("--prune", "nm", "--levels", ".5,.9"),
    2,
    /levels: 0\.9; nm .*0\.5/,
  ],
  [
    "weights that 2:4 pruning cannot take",
    compare("--prune", "nm"),
    1,
    /a\.onnx: weight "stem\.weight".*27.*--leave-dense/,
  ],
  ["an unknown measure of the sweep", compare("--sweep-measure", "ckaa"), 2, /unknown measure ckaa/],
  ["too few images for input norms", compare("--prune", "wanda", "--connect", "none"), 1, /wanda: .*--calibration/],
  [
    "a probe with fewer images than classes",
    compare("--probe", "--limit", "9"),
    1,
    /of its 9 images one alone is of class .*leave --probe/,
  ],
  [
    "a probe on images without labels",
    ["compare", A, A, "--data", GOLDEN_DATA.split(",")[0] ?? "", "--probe"],
    1,
    /images\.npy has no labels: a probe is fitted on labels/,
  ],
  ["no data set", ["compare", A, A], 2, /required option '--data/],
  ["an empty model", ["compare", A, written("empty.onnx", ""), "--data", GOLDEN_DATA], 1, /empty\.onnx.*empty/],
  [
    "a truncated model",
    ["compare", A, written("cut.onnx", readFileSync(A).subarray(0, 20000)), "--data", GOLDEN_DATA],
    1,
    /cut\.onnx/,
  ],
  [
    "a random model",
    [
      "compare",
      A,
      written(
        "random.onnx",
        Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 7919) % 251),
      ),
      "--data",
      GOLDEN_DATA,
    ],
    1,
    /random\.onnx/,
  ],
  ["an empty data file", ["compare", A, A, "--data", `cifar10:${written("empty.bin", "")}`], 1, /empty\.bin/],
  [
    "a truncated data file",
    ["compare", A, A, "--data", `cifar10:${written("cut.bin", new Uint8Array(5000))}`],
    1,
    /cut\.bin.*3073/,
  ],
  [
    "a random array file",
    ["compare", A, A, "--data", `npy:${written("random.npy", "not an array at all")}`],
    1,
    /random\.npy/,
  ],
  [
    "a label out of range",
    ["compare", A, A, "--data", `cifar10:${written("labels.bin", new Uint8Array(3073 * 5).fill(77))}`],
    1,
    /labels\.bin.*77/,
  ],
  [
    "images of another size",
    ["compare", A, A, "--data", `cifar10:${written("ok.bin", new Uint8Array(3073 * 5))}`],
    1,
    /3×8×8.*3×32×32/,
  ],
  ["too few examples", compare("--limit", "3"), 1, /3 examples.*at least 4/],
  ["a limit of nothing", compare("--limit", "0"), 2, /--limit/],
  [
    "an array header that promises terabytes",
    [
      "measure",
      written("huge.npy", Buffer.from(hugeArray, "latin1")),
      written("huge2.npy", Buffer.from(hugeArray, "latin1")),
    ],
    1,
    /huge\.npy/,
  ],
  [
    "an unknown preprocessing key",
    compare("--preprocess", written("p.json", '{"do_resise": true}')),
    1,
    /p\.json.*do_resise/,
  ],
  [
    "a size left out",
    compare("--preprocess", written("r.json", '{"do_resize": true}')),
    1,
    /r\.json: size: is left out/,
  ],
  ["preprocessing that does not exist", compare("--preprocess", join(folder, "no.json")), 2, /no\.json/],
];

describe("bad input ends with one line that names the thing, and nothing half-written", () => {
  test.each(cases)("%s", async (_, args, code, line) => {
    const out = join(folder, `out-${cases.findIndex((of) => of[1] === args)}`);
    const ended = await trisim(args[0] === "compare" ? [...args, "--out", out] : args);
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toBe("");
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
  });

  test("an unwritable --out", async () => {
    const file = written("file", "");
    const { code, stderr } = await trisim(compare("--out", join(file, "report")));
    expect(stderr).toMatch(/^trisim: .*file.*report.*\n$/);
    expect(code).toBe(1);
  });

  test("a results.json that cannot be replaced", async () => {
    const out = join(folder, "taken");
    mkdirSync(join(out, "results.json"), { recursive: true });
    chmodSync(out, 0o755);
    const { code, stderr } = await trisim(compare("--levels", ".5", "--quiet", "--out", out));
    expect(stderr).toMatch(/^trisim: .*results\.json cannot be written.*\n$/);
    expect(code).toBe(1);
    expect(readdirSync(out).sort()).toEqual(["results.json", "store"]);
  });

  test("--debug adds the stack", async () => {
    const { stderr } = await trisim(["inspect", join(folder, "none.onnx"), "--debug"]);
    expect(stderr).toMatch(/none\.onnx does not exist\n.*\n +at /s);
  });
});
