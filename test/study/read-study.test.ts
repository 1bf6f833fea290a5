import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseStudy, readStudy } from "../../src/study/read-study.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";

const MODELS = "models: [{ model: zoo:vit-1 }]\n";
const DATA = "data: [{ data: zoo:fashion }]\n";

function faultOf(text: string): Promise<string> {
  return fault(async () => parseStudy(text, "s.yaml"));
}

describe("parseStudy", () => {
  test("fills in what is left out", () => {
    const study = parseStudy(MODELS + DATA, "s.yaml");
    expect(study).toMatchObject({ measures: ["cka"], layers: ["auto"], mapExamples: 500, prune: "global", seed: 0 });
    expect(study.connect).toEqual({ path: "naive", align: "activations", points: 11 });
  });

  test.each([
    ["models:\n  - model: zoo:vit-1\n    nane: x\n", '3:5: unknown key "nane" in models[0]'],
    [`${MODELS}conect: {}\n`, '2:1: unknown key "conect"'],
    ["models:\n  - model: zoo:vit-1\n    texts: { txt: a }\n", '3:14: unknown key "txt" in models[0].texts'],
    ["models:\n  - model: 5\n", "2:12: models[0].model: expected string, received number"],
    ["models:\n  - zoo:vit-1\n", "2:5: models[0]: expected object, received string"],
    [
      "models:\n  - name: x\n",
      "2:5: models[0]: expected one of model and activations, which are saved ones in place of a model",
    ],
    [`${MODELS}levels: [0.5, x]\n`, "2:15: levels[1]: expected number, received string"],
    [`${MODELS}title: null\n`, "2:8: title: expected string, received null"],
    [`${MODELS}connect: { points: many }\n`, "2:20: connect.points: expected number, received string"],
    [`${MODELS}levels: [0.5, 1.5]\n`, "2:15: levels[1]: 1.5 is not in [0, 1)"],
    [
      `${MODELS}prune: nm\nlevels: [0.3]\n`,
      "3:9: levels: 0.3; nm makes two of every four weights zero: its one level is 0.5",
    ],
    [
      `${MODELS}connect: { points: 4 }\n`,
      "2:20: connect.points: 4; expected an odd number from 3 to 101, so that halfway is among them",
    ],
    ["models: []\n", "1:9: models: Too small: expected array to have >=1 items"],
    [DATA, "1:1: models is missing"],
  ])("names line and column of %j", async (text, expected) => {
    const whole = text.includes("data:") ? text : text + DATA;
    expect(await faultOf(whole)).toBe(`malformed: s.yaml:${expected}`);
  });

  test.each(["measures", "sweepMeasures", "layers"])("refuses an empty list of %s", async (key) => {
    const expected = `malformed: s.yaml:3:${key.length + 3}: ${key}: Too small: expected array to have >=1 items`;
    expect(await faultOf(`${MODELS}${DATA}${key}: []\n`)).toBe(expected);
  });

  test.each(["measures", "sweepMeasures"])("names line and column of what is no measure in %s", async (key) => {
    const text = `${MODELS}${DATA}${key}: [all, ckka]\n`;
    expect(await faultOf(text)).toMatch(
      `malformed: s.yaml:3:${key.length + 9}: ${key}[1]: unknown measure ckka, expected one of: cka, `,
    );
  });

  test.each([
    ["", "1:1: models is missing"],
    ["- 1\n", "1:1: the study: expected object, received array"],
    ["\t- 1\n", "1:1: Tabs are not allowed as indentation"],
    [`${MODELS}${MODELS}${DATA}`, "2:1: Map keys must be unique"],
    [`${MODELS}${DATA}---\na: 1\n`, "3:1: another document begins here; expected one study a file"],
    [`${MODELS}data: [*there]\n`, "2:8: nothing before it is called &there"],
  ])("says what is wrong with the YAML of %j", async (text, expected) => {
    expect(await faultOf(text)).toBe(`malformed: s.yaml:${expected}`);
  });

  test("refuses aliases that would fill the memory", async () => {
    const lines = Array.from({ length: 9 }, (_, k) => `a${k + 1}: &a${k + 1} [${`*a${k}, `.repeat(9)}]`);
    expect(await faultOf(["a0: &a0 [x]", ...lines].join("\n"))).toMatch(/^malformed: s\.yaml:1:1: .*alias/i);
  });

  test.each([
    ["[{ model: zoo:vit-1 }, { model: zoo:vit-1 }]", "1:32: models[1]: zoo:vit-1 is listed already, as models[0]"],
    [
      `[{ model: a.onnx }, { model: ${resolve("a.onnx")} }]`,
      `1:29: models[1]: ${resolve("a.onnx")} is listed already, as models[0]`,
    ],
    ["[{ model: a.onnx }, { model: ./a.onnx }]", "1:29: models[1]: ./a.onnx is listed already, as models[0]"],
    [
      "[{ model: a.onnx, name: n }, { model: b.onnx, name: n }]",
      "1:61: models[1].name: n is the name of another model already",
    ],
    [
      "[{ model: a.onnx, labelMap: m.json, labelOffset: 1 }]",
      "1:10: models[0]: labelMap and labelOffset both say which class a label is; give one of them",
    ],
    [
      "[{ model: a.onnx }, { model: b.onnx, fork: c }]",
      "1:52: models[1].fork: there is no model c; expected one of a, b",
    ],
    [
      "[{ model: a.onnx, fork: a }]",
      "1:33: models[0].fork: a leads back to a itself; a fork is of a model that came before it",
    ],
    [
      "[{ model: a.onnx, fork: b }, { model: b.onnx, fork: a }]",
      "1:33: models[0].fork: b leads back to a itself; a fork is of a model that came before it",
    ],
    [
      "[{ model: a.npz, activations: { x: b.npz } }]",
      "1:10: models[0]: expected one of model and activations, which are saved ones in place of a model",
    ],
    [
      "[{ activations: { x: b.npz, y: c.npz } }]",
      "1:10: models[0]: activations of several files need a name: give name",
    ],
    [
      "[{ model: a.npz, layers: [x] }]",
      "1:34: models[0].layers: saved activations are taken as they are, all arrays but logits as layers; leave it out",
    ],
    [
      "[{ model: 'a.safetensors#x', preprocess: p.json }]",
      "1:50: models[0].preprocess: saved activations are taken as they are, all arrays but logits as layers; leave it out",
    ],
    [
      "[{ activations: { x: b.npz }, name: n }, { activations: { y: b.npz }, name: n }]",
      "1:50: models[1]: b.npz is listed already, as models[0]",
    ],
  ])("refuses models %s", async (models, expected) => {
    expect(await faultOf(`models: ${models}\n${DATA}`)).toBe(`malformed: s.yaml:${expected}`);
  });

  test("lets one file be two models of two names, and forks name models by file or name", () => {
    const models =
      "[{ model: a.onnx }, { model: a.onnx, name: x, fork: a }, { model: b.onnx, fork: x }, { model: c.onnx, fork: x }]";
    expect(parseStudy(`models: ${models}\n${DATA}`, "s.yaml").models).toHaveLength(4);
  });

  test.each([
    ["{ data: zoo:fashion }", "{ data: zoo:fashion, name: other, role: ood }", "zoo:fashion"],
    ["{ data: 'npy:x.npy,y.npy', name: a }", "{ data: 'npy:./x.npy,y.npy', name: b }", "npy:./x.npy,y.npy"],
    ["{ data: x.bin, limit: 5 }", "{ data: x.bin, limit: 5, name: b, skipCorrupt: false }", "x.bin"],
  ])("refuses data sets %s and %s, which are one", async (first, second, said) => {
    expect(await faultOf(`${MODELS}data: [${first}, ${second}]\n`)).toBe(
      `malformed: s.yaml:2:${10 + first.length}: data[1]: ${said} is listed already, as data[0]; a second name makes no second data set`,
    );
  });

  test("lets one data set be two of other examples", () => {
    const both = `${MODELS}data: [{ data: zoo:fashion }, { data: zoo:fashion, limit: 50, name: few }]\n`;
    expect(parseStudy(both, "s.yaml").data).toHaveLength(2);
  });

  test("refuses data sets of one name", async () => {
    const twice = `${MODELS}data: [{ data: zoo:fashion }, { data: zoo:digits, name: "zoo:fashion" }]\n`;
    expect(await faultOf(twice)).toBe("malformed: s.yaml:2:31: data[1]: zoo:fashion is listed already, as data[0]");
  });
});

describe("what is found out before anything is run", () => {
  test("a name that results cannot be kept under", async () => {
    const text = `${MODELS}data: [{ data: zoo:fashion, name: __proto__ }]\n`;
    expect(await faultOf(text)).toBe("malformed: s.yaml:2:35: data[0].name: __proto__ cannot be a name");
  });

  test("weights that choose nothing, but not such as leave one out", async () => {
    const select = (weights: string) => `${MODELS}${DATA}\nselect: { ${weights} }\n`;
    const none = "accuracy: 0, robustness: 0, consensus: 0, parameters: 0";
    expect(await faultOf(select(none))).toMatch(/^malformed: s\.yaml:\d+:9: select: all weights are 0/);
    expect(parseStudy(select(`${none}, latency: 1`), "s.yaml").select?.latency).toBe(1);
    expect(parseStudy(select("accuracy: 0"), "s.yaml").select?.accuracy).toBe(0);
  });
});

describe("readStudy", () => {
  const { at, write } = temporaryFolder();

  test("means paths from the study's folder", async () => {
    const file = write("s.yaml", "models: [{ model: nets/a.onnx }]\ndata: [{ data: 'npy:x.npy,y.npy' }]\n");
    const study = await readStudy(file);
    expect(study.models[0]?.model).toBe(at("nets/a.onnx"));
    expect(study.data[0]?.data).toBe(`npy:${at("x.npy")},${at("y.npy")}`);
  });

  test("says where no file is", async () => {
    expect(await fault(() => readStudy(at("no.yaml")))).toBe(`not-found: ${at("no.yaml")} does not exist`);
    mkdirSync(at("folder"));
    expect(await fault(() => readStudy(at("folder")))).toBe(
      `unreadable: ${at("folder")} is a directory; expected a file`,
    );
  });
});
