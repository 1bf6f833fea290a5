import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countParameters } from "../../src/onnx/count-parameters.js";
import { readModel } from "../../src/onnx/read-model.js";
import { readmeTable, ZOO } from "./table.js";

interface Manifest {
  readonly images: Readonly<Record<string, { files: Record<string, string>; origin: string; licence: string }>>;
  readonly models: Readonly<Record<string, { family: string; files: Record<string, string> }>>;
}

const manifest = JSON.parse(readFileSync(join(ZOO, "zoo.json"), "utf8")) as Manifest;
const rows = readmeTable("models");
const bytesOf = (path: string) => readFileSync(join(ZOO, path));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The network of a row, or its image tower. */
function network(name: string) {
  const { family } = manifest.models[name] ?? {};
  const path = family === "vlm" ? `models/${name}/image.onnx` : `models/${name}.onnx`;
  return readModel(bytesOf(path), path);
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ZOO, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path}`)
    .filter((path) => statSync(join(ZOO, path)).isFile());
}

describe("zoo.json", () => {
  test("lists every file that is there, with its checksum, and no other", () => {
    const entries = [...Object.values(manifest.images), ...Object.values(manifest.models)];
    const listed = Object.assign({}, ...entries.map(({ files }) => files)) as Record<string, string>;
    const there = [...filesBelow("images"), ...filesBelow("models")];
    expect(Object.keys(listed).sort()).toEqual(there.sort());
    expect(there.map((path) => [path, sha256(bytesOf(path))])).toEqual(there.map((path) => [path, listed[path]]));
  });

  test("says where each set of images is from and what its licence is", () => {
    for (const { origin, licence } of Object.values(manifest.images)) {
      expect(origin).toMatch(/Debian's package/);
      expect(licence).toMatch(/MIT|CC BY/);
    }
  });
});

describe("the files", () => {
  test("are at most 16 MB together", () => {
    const size = filesBelow("models").reduce((sum, path) => sum + statSync(join(ZOO, path)).size, 0);
    expect(size).toBeLessThanOrEqual(16e6);
  });

  test("keep BatchNorm as nodes in the residual networks alone", () => {
    for (const name of Object.keys(manifest.models)) {
      const kept = network(name).nodes.some((node) => node.opType === "BatchNormalization");
      expect([name, kept]).toEqual([name, name.startsWith("resnet-")]);
    }
  });

  test("take inputs of one shape", () => {
    const shapes = Object.keys(manifest.models).map((name) => network(name).inputs.map(({ dims }) => dims?.slice(1)));
    expect(new Set(shapes.map((shape) => JSON.stringify(shape)))).toEqual(new Set(["[[1,28,28]]"]));
  });
});

describe("the table", () => {
  test("has a row for each of at least thirteen models, five CNNs, five ViTs and three VLMs among them", () => {
    expect(rows.map(({ model }) => model)).toEqual(Object.keys(manifest.models));
    const families = rows.map(({ family }) => family);
    expect(["cnn", "vit", "vlm"].map((family) => families.filter((each) => each === family).length)).toEqual([5, 5, 3]);
  });

  test.each(rows.map((row) => [row.model ?? "", row] as const))("agrees with the files of %s", (name, row) => {
    const model = network(name);
    const told = (key: string) => model.metadata.get(key);
    const { family, files = {} } = manifest.models[name] ?? {};
    const own = Object.keys(files).filter((path) => path.startsWith(`models/${name}`));
    const texts = own.filter((path) => path.endsWith("text.onnx")).map((path) => readModel(bytesOf(path), path));
    const parameters = [model, ...texts].reduce((sum, part) => sum + countParameters(part), 0);
    const size = own.reduce((sum, path) => sum + statSync(join(ZOO, path)).size, 0);
    expect(row).toMatchObject({
      family,
      architecture: told("architecture"),
      parameters: parameters.toLocaleString("en-US"),
      seed: told("seed"),
      "fork of": told("fork_of"),
      epochs: told("epochs"),
      minutes: told("minutes"),
      KiB: Math.round(size / 1024).toLocaleString("en-US"),
      sha256: sha256(model.bytes).slice(0, 12),
    });
    expect(told("name")).toBe(name);
    expect(told("family")).toBe(family);
    // What was measured when it was trained, and what was measured of the file.
    expect(Math.abs(100 * Number(told("accuracy")) - Number.parseFloat(row.accuracy ?? ""))).toBeLessThanOrEqual(0.05);
  });

  test("keeps what the zoo promises: size, accuracy and speed", () => {
    const least = { cnn: 91, vit: 88, vlm: 88 } as Readonly<Record<string, number>>;
    for (const { model, family = "", parameters = "", accuracy = "", "s / 1,000": seconds } of rows) {
      const count = Number(parameters.replaceAll(",", ""));
      expect([model, count >= 50_000 && count <= 700_000]).toEqual([model, true]);
      expect([model, Number.parseFloat(accuracy) >= (least[family] ?? 100)]).toEqual([model, true]);
      // The figure in the table, not a timing of this run.
      expect([model, Number(seconds) <= 0.25]).toEqual([model, true]);
    }
  });
});

describe("the metadata", () => {
  const all = filesBelow("models").filter((path) => path.endsWith(".onnx"));

  test("of every ONNX file names the recipe as it stands here, seed, epochs and date", () => {
    const sources = ["captions.py", "entries.py", "fashion.py", "networks.py", "training.py"];
    const recipe = sha256(Buffer.concat(sources.map((source) => bytesOf(`recipe/${source}`))));
    for (const path of all) {
      const { metadata } = readModel(bytesOf(path), path);
      expect([path, metadata.get("recipe")]).toEqual([path, `zoo/recipe sha256:${recipe}`]);
      expect(Number(metadata.get("seed"))).toBeGreaterThan(0);
      expect(Number(metadata.get("epochs"))).toBeGreaterThan(0);
      expect(metadata.get("date")).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  test("proves that a fork and its origin were one network, and two seeds were not", () => {
    const point = (name: string) => network(name).metadata.get("fork_point");
    expect(point("resnet-1-fork")).toBe(point("resnet-1"));
    expect(point("vit-1-fork")).toBe(point("vit-1"));
    expect(point("resnet-2")).not.toBe(point("resnet-1"));
    expect(point("vit-2")).not.toBe(point("vit-1"));
  });
});
