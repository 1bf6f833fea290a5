import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/data/hash.js";
import { zooImages, zooModel } from "../../src/data/zoo.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const FILES = {
  "models/net.onnx": "a network",
  "models/preprocessor_config.json": "{}",
  "models/pair/image.onnx": "an image tower",
  "models/pair/text.onnx": "a text tower",
  "images/set/images": "images",
};
const temporary = temporaryFolder().folder;

/** A zoo of these files; some of them changed or missing since it was made. */
function zoo(name: string, changed: Partial<Record<keyof typeof FILES, string | null>> = {}): URL {
  const folder = `${temporary}/${name}`;
  for (const [path, content] of Object.entries({ ...FILES, ...changed })) {
    mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
    if (content !== null) writeFileSync(`${folder}/${path}`, content);
  }
  const sums = (...paths: (keyof typeof FILES)[]) =>
    Object.fromEntries(paths.map((path) => [path, sha256(FILES[path])]));
  const manifest = {
    images: { set: { classNames: ["cat"], origin: "here", licence: "MIT", files: sums("images/set/images") } },
    models: {
      net: { family: "cnn", files: sums("models/net.onnx") },
      pair: { family: "vlm", files: sums("models/pair/image.onnx", "models/pair/text.onnx") },
    },
  };
  writeFileSync(`${folder}/zoo.json`, JSON.stringify(manifest));
  return pathToFileURL(`${folder}/`);
}

describe("zooModel", () => {
  test("gives the file of a network, the preprocessing of all, and no texts", async () => {
    const found = await zooModel("net", zoo("plain"));
    expect(found).toEqual({
      file: `${temporary}/plain/models/net.onnx`,
      preprocess: `${temporary}/plain/models/preprocessor_config.json`,
      texts: null,
    });
  });

  test("gives both towers of an image–text model", async () => {
    const { file, texts } = await zooModel("pair", zoo("towers"));
    expect(file).toBe(`${temporary}/towers/models/pair/image.onnx`);
    expect(texts).toEqual({ text: `${temporary}/towers/models/pair/text.onnx` });
  });

  test("refuses a name that it lacks, and says which there are", async () => {
    await expect(zooModel("lion", zoo("lion"))).rejects.toThrow(
      new RangeError('zoo:lion: the zoo has no model "lion"; expected one of net, pair'),
    );
    await expect(zooModel("toString", zoo("prototype"))).rejects.toThrow('the zoo has no model "toString"');
  });

  test("refuses a file whose checksum does not match, naming both sums", async () => {
    const folder = zoo("forged", { "models/pair/text.onnx": "another tower" });
    const [found, expected] = [sha256("another tower"), sha256("a text tower")].map((sum) => sum.slice(0, 12));
    expect(await fault(() => zooModel("pair", folder))).toBe(
      `malformed: ${temporary}/forged/models/pair/text.onnx: its SHA-256 is ${found}…, expected ${expected}…; install trisim anew`,
    );
  });

  test("says which file is missing", async () => {
    const folder = zoo("missing", { "models/pair/text.onnx": null });
    expect(await fault(() => zooModel("pair", folder))).toBe(
      `unreadable: ${temporary}/missing/models/pair/text.onnx is missing from the zoo; install trisim anew`,
    );
  });
});

describe("zooImages", () => {
  test("gives the folder of a set and the names of its classes", async () => {
    expect(await zooImages("set", zoo("set"))).toEqual({
      folder: `${temporary}/set/images/set`,
      classNames: ["cat"],
    });
  });

  test("refuses a forged file and an unknown name", async () => {
    expect(await fault(() => zooImages("set", zoo("forgery", { "images/set/images": "others" })))).toMatch(
      /^malformed/,
    );
    await expect(zooImages("mnist", zoo("unknown"))).rejects.toThrow('no set of images "mnist"; expected one of set');
  });
});
