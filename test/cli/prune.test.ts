import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { prunableLayers } from "../../src/onnx/pruning/prunable-layers.js";
import { prunerOf } from "../../src/onnx/pruning/pruner.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { npyOf } from "../data/support/npy-bytes.js";
import golden from "../golden/prune.json" with { type: "json" };
import { type Ended, temporaryFolder, trisim } from "../support/command.js";
import { exported } from "../support/export-nets.js";
import { describeField, field } from "../support/field.js";
import { goldenFile } from "../support/golden-models.js";
import { modelBytes } from "../support/onnx-builder.js";
import { ROOT } from "../support/source-files.js";

const folder = temporaryFolder();
const NETWORK = `${ROOT}test/golden/prune/network.onnx`;
const IMAGES = `npy:${ROOT}test/golden/prune/images.npy`;
const inFolder = (name: string) => join(folder, name);
const bytesOf = (file: string) => new Uint8Array(readFileSync(file));

function prune(model: string, out: string, ...more: readonly string[]): Promise<Ended> {
  return trisim(["prune", model, "--out", out, ...more]);
}

function written(name: string, content: Uint8Array): string {
  writeFileSync(inFolder(name), content);
  return inFolder(name);
}

describe("trisim prune", () => {
  const out = inFolder("global.onnx");
  let ended: Ended;

  beforeAll(async () => {
    ended = await prune(goldenFile("a.onnx"), out, "--sparsity", ".8", "--json");
  });

  test("writes the model that the library gives, and says what is zero, as an object", () => {
    const result = JSON.parse(ended.stdout);
    const { bytes, layers, ...counts } = prunerOf(readModel(bytesOf(goldenFile("a.onnx")))).at(0.8);
    expect([ended.code, ended.stderr, bytesOf(out)]).toEqual([0, "", bytes]);
    expect(result).toMatchObject({ ...counts, method: "global", level: 0.8, out, head: null, calibration: null });
    expect(result.layers).toEqual(layers.map((layer) => ({ ...layer, sparsity: layer.zeros / layer.size })));
    expect(result.model.sha256).toMatch(/^[0-9a-f]{64}$/);
    const model = readModel(bytes);
    const zeros = prunableLayers(model).map(
      ({ weight }) => Array.from(tensorValues(model, weight), Number).filter((value) => value === 0).length,
    );
    expect(result.layers.map((layer: { zeros: number }) => layer.zeros)).toEqual(zeros);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("says it in words and a table, or the table as comma-separated values", async () => {
    const text = await prune(goldenFile("a.onnx"), out, "--sparsity", ".8", "--keep-head");
    expect(text.stdout.replaceAll("\n", " ")).toMatch(
      /global\.onnx: a pruned by magnitude over the whole model\. [\d,]+ of [\d,]+ prunable weights are zero \(80\.0%\), and \d\d\.\d% of all parameters\. The classifier's head "head\.weight" stays/,
    );
    expect(text.stdout).toMatch(/^layer +weights +zero +sparsity\n\S+ +[\d,]+ +[\d,]+ +\d+\.\d%\n/m);
    const csv = await prune(goldenFile("a.onnx"), out, "--sparsity", ".8", "--csv");
    expect(csv.stdout).toMatch(/^layer,weights,zeros,sparsity\n[^,]+,\d+,\d+,0\.\d+\n/);
    expect(csv.stdout.trimEnd().split("\n")).toHaveLength(JSON.parse(ended.stdout).layers.length + 1);
  });

  test("random draws by --seed alone", async () => {
    const random = (name: string, ...seed: readonly string[]) =>
      prune(goldenFile("a.onnx"), inFolder(name), "--method", "random", "--sparsity", ".5", ...seed);
    await Promise.all([random("r0.onnx"), random("r0-again.onnx", "--seed", "0")]);
    await random("r1.onnx", "--seed", "1");
    expect(bytesOf(inFolder("r0.onnx"))).toEqual(bytesOf(inFolder("r0-again.onnx")));
    expect(bytesOf(inFolder("r0.onnx"))).not.toEqual(bytesOf(inFolder("r1.onnx")));
  });

  test("wanda measures its norms on --data, and gives the reference's zeros", async () => {
    const how = ["--method", "wanda", "--sparsity", ".5", "--data", IMAGES, "--json"];
    const { code, stdout, stderr } = await prune(NETWORK, inFolder("wanda.onnx"), ...how);
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout).calibration).toMatchObject({ name: "npy:images.npy", n: 24 });
    const inputNorms = new Map(Object.entries(golden.inputNorms).map(([name, n]) => [name, Float64Array.from(n)]));
    const expected = prunerOf(readModel(bytesOf(NETWORK)), { method: "wanda", inputNorms }).at(0.5).bytes;
    expect(bytesOf(inFolder("wanda.onnx"))).toEqual(expected);
  });

  test("nm needs no sparsity, says where another one is not heeded, and names what it leaves dense", async () => {
    const plain = await prune(NETWORK, inFolder("nm.onnx"), "--method", "nm", "--json");
    expect([plain.code, plain.stderr, JSON.parse(plain.stdout).realSparsity]).toEqual([0, "", 0.5]);
    const dense = await prune(
      goldenFile("a.onnx"),
      out,
      "--method",
      "nm",
      "--sparsity",
      ".9",
      "--leave-dense",
      "--json",
    );
    expect(dense.code).toBe(0);
    expect(dense.stderr).toContain("trisim: warning: --method nm makes two of every four weights zero");
    expect(dense.stderr).toMatch(
      /trisim: warning: weight "\S+" of Conv "\S+" stays dense: 4 does not divide .* of 27\n/,
    );
    expect(JSON.parse(dense.stdout).notes).toHaveLength(1);
  });

  test("writes the graph of the file, whatever images it takes, by wanda too", async () => {
    const file = written("half.onnx", exported({ io: "float16", images: ["n", 8, 8, 3] }));
    written("preprocessor_config.json", Buffer.from(JSON.stringify({ rescale_factor: 1 / 64 })));
    const data = `npy:${written(
      "eights.npy",
      npyOf(
        Uint8Array.from({ length: 4 * 192 }, (_, i) => (37 * i) % 256),
        [4, 3, 8, 8],
      ),
    )}`;
    const how = ["--sparsity", ".5", "--json", "--quiet"];
    const all = [
      await prune(file, inFolder("half-global.onnx"), ...how),
      await prune(file, inFolder("half-wanda.onnx"), ...how, "--method", "wanda", "--data", data),
    ];
    expect(all.map(({ code, stdout }) => [code, JSON.parse(stdout).realSparsity])).toEqual([
      [0, 0.5],
      [0, expect.closeTo(0.5, 2)],
    ]);
    for (const name of ["half-global.onnx", "half-wanda.onnx"]) {
      const [before, after] = [readModel(bytesOf(file)), readModel(bytesOf(inFolder(name)))];
      expect([after.inputs, after.outputs]).toEqual([before.inputs, before.outputs]);
      expect(after.nodes.map(({ record }) => record)).toEqual(before.nodes.map(({ record }) => record));
    }
  });

  test("takes the embedded zoo, whose pruned network is measured like any other", async () => {
    const thin = inFolder("thin.onnx");
    copyFileSync(join(ROOT, "zoo/models/preprocessor_config.json"), inFolder("preprocessor_config.json"));
    expect((await prune("zoo:resnet-1", thin, "--method", "layer", "--sparsity", ".3", "--data", IMAGES)).stderr).toBe(
      "trisim: warning: --data is not read: --method layer needs no images\n",
    );
    const few = ["--data", "zoo:fashion", "--limit", "100", "--connect", "none", "--levels", "0", "--json", "--quiet"];
    const { stdout } = await trisim(["compare", "zoo:resnet-1", thin, ...few]);
    const { accuracy, predictive } = JSON.parse(stdout).data[0].functional;
    expect(accuracy.b).toBeGreaterThan(0.8);
    expect(predictive.agreement.score).toBeGreaterThan(0.9);
  }, 60_000);
});

const bare = modelBytes({ inputs: [["x", "float32", ["n", 2, 2, 2]]], outputs: ["y"], nodes: [["Relu", "x", "y"]] });
const quantised = modelBytes({
  inputs: [["x", "float32", ["n", 2, 2, 2]]],
  outputs: ["y"],
  weights: [
    { name: "w", type: "int8", dims: [1, 2, 1, 1], values: [1, 2] },
    { name: "s", dims: [], values: [0.1] },
  ],
  nodes: [
    ["DequantizeLinear", "w s", "d"],
    ["Conv", "x d", "y"],
  ],
});

describe("bad input to trisim prune ends with one line, and nothing written", () => {
  const a = goldenFile("a.onnx");
  test.each([
    [
      "an unknown method",
      [a, "--method", "movement", "--sparsity", ".5"],
      2,
      /--method <name>.*movement.*global.*wanda/,
    ],
    ["a sparsity of 1", [a, "--sparsity", "1"], 2, /--sparsity.*'1' is invalid.*\[0, 1\)/],
    ["a negative sparsity", [a, "--sparsity", "-.1"], 2, /--sparsity/],
    ["a sparsity that is no number", [a, "--sparsity", "half"], 2, /--sparsity.*half/],
    ["no sparsity", [a], 2, /--method global needs --sparsity/],
    ["wanda without images", [a, "--method", "wanda", "--sparsity", ".5"], 2, /--method wanda needs --data/],
    [
      "images that are not there",
      [a, "--method", "wanda", "--sparsity", ".5", "--data", "npy:no.npy"],
      2,
      /no\.npy does not exist/,
    ],
    ["images of another size", [a, "--method", "wanda", "--sparsity", ".5", "--data", IMAGES], 1, /3×8×8.*4×8×8/],
    ["a model that is not there", ["none.onnx", "--sparsity", ".5"], 2, /none\.onnx does not exist/],
    [
      "an axis that 4 does not divide",
      [a, "--method", "nm"],
      1,
      /weight "\S+" of Conv .*input axis of 27.*--leave-dense/,
    ],
    [
      "quantised weights",
      [written("int8.onnx", quantised), "--sparsity", ".5"],
      1,
      /int8\.onnx: cannot be pruned: node "y" has a quantised weight/,
    ],
    [
      "nothing to prune",
      [written("bare.onnx", bare), "--sparsity", ".5"],
      1,
      /bare\.onnx: has no convolution, Gemm or MatMul with a weight/,
    ],
  ] as readonly (readonly [string, readonly string[], number, RegExp])[])("%s", async (title, args, code, line) => {
    const out = inFolder(`${title.replaceAll(" ", "-")}.onnx`);
    const ended = await trisim(["prune", ...args, "--out", out]);
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([ended.code, ended.stdout, existsSync(out)]).toEqual([code, "", false]);
  });

  test("an --out that would be fed as another model is", async () => {
    const alone = written("alone.onnx", bytesOf(a));
    mkdirSync(inFolder("other"));
    written("other/preprocessor_config.json", Buffer.from(JSON.stringify({ rescale_factor: 1 / 8 })));
    rmSync(inFolder("preprocessor_config.json"), { force: true });
    const { code, stderr } = await prune(alone, inFolder("other/p.onnx"), "--sparsity", ".5");
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/p\.onnx would be fed as .*preprocessor_config\.json says/),
    ]);
    expect(existsSync(inFolder("other/p.onnx"))).toBe(false);
  });

  test("an --out that is the model itself, or no ONNX file", async () => {
    const copy = written("copy.onnx", bytesOf(a));
    const own = await prune(copy, copy, "--sparsity", ".5");
    expect([own.code, own.stderr]).toEqual([2, `trisim: --out ${copy} is a model that is read; give another name\n`]);
    const array = await prune(a, inFolder("p.npy"), "--sparsity", ".5");
    expect([array.code, array.stderr]).toEqual([2, expect.stringMatching(/name a file ending in \.onnx\n$/)]);
  });

  test("a folder that is not there", async () => {
    const { code, stderr } = await prune(a, inFolder("no/where.onnx"), "--sparsity", ".5");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^trisim: .*where\.onnx cannot be written/)]);
  });
});

describeField("trisim prune of real models", () => {
  test("prunes the image tower of a joint graph and writes the whole of it", async () => {
    const file = field("models/formats/hf-clip.dynamo.onnx");
    const { code, stdout } = await prune(file, inFolder("clip.onnx"), "--sparsity", ".5", "--json");
    const [before, after] = [readModel(bytesOf(file)), readModel(bytesOf(inFolder("clip.onnx")))];
    expect([code, after.nodes.length]).toEqual([0, before.nodes.length]);
    const tower = JSON.parse(stdout).layers.map((layer: { name: string }) => layer.name);
    const all = prunableLayers(after).map(({ name }) => name);
    expect(tower.length).toBeLessThan(all.length);
    expect(tower.filter((name: string) => !all.includes(name))).toEqual([]);
  });

  test("wanda keeps more of a ResNet's accuracy than chance does", async () => {
    const model = field("models/cifar10/resnet20.onnx");
    const data = `cifar10:${field("data/cifar10/test_first1000.bin")}`;
    copyFileSync(field("models/cifar10/preprocessor_config.json"), inFolder("preprocessor_config.json"));
    const half = async (method: string) => {
      const out = inFolder(`${method}-half.onnx`);
      const images = method === "wanda" ? ["--data", data, "--limit", "100"] : [];
      const how = ["--method", method, "--sparsity", ".4", "--quiet", ...images];
      const { code, stderr } = await prune(model, out, ...how);
      expect([code, stderr]).toEqual([0, ""]);
      const few = ["--data", data, "--limit", "300", "--connect", "none", "--levels", "0", "--json", "--quiet"];
      return JSON.parse((await trisim(["compare", model, out, ...few])).stdout).data[0].functional.accuracy.b;
    };
    expect(await half("wanda")).toBeGreaterThan((await half("random")) + 0.3);
  }, 120_000);
});
