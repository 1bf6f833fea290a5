import { mkdirSync, readFileSync, realpathSync, symlinkSync, truncateSync, utimesSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/data/hash.js";
import { readOnnx } from "../../src/data/read-onnx.js";
import { bytesField, concatBytes, intField } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { modelBytes } from "../support/onnx-builder.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

type Entries = Readonly<Record<string, string>>;

/** A product with weights w of [2, 3], whose values are where the entries say. */
function outside(entries: Entries, tensors = 1, rows = 2): Uint8Array {
  const pairs = Object.entries(entries).map(([key, value]) =>
    bytesField(13, concatBytes([bytesField(1, key), bytesField(2, value)])),
  );
  const weight = (k: number) => {
    const dims = [
      intField(1, rows),
      intField(1, rows === 2 ? 3 : 2),
      intField(2, 1),
      bytesField(8, k === 0 ? "w" : `w${k}`),
    ];
    return bytesField(5, concatBytes([...dims, ...pairs, intField(14, 1)]));
  };
  const graph = modelBytes({
    inputs: [["x", "float32", ["n", 2]]],
    outputs: [["y", "float32", ["n", 3]]],
    nodes: [["MatMul", "x w", "y"]],
  });
  return concatBytes([graph, bytesField(7, concatBytes(Array.from({ length: tensors }, (_, k) => weight(k))))]);
}

const VALUES = [1, 2, 3, 4, 5, 6];
const bytes = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);

async function weights(file: string) {
  const model = readModel((await readOnnx(file)).stored.bytes, file);
  const tensor = model.initializers.get("w");
  return tensor === undefined ? null : [...tensorValues(model, tensor)];
}

const refusal = (file: string) =>
  readOnnx(file).then(
    () => "read",
    ({ code, message }) => `${code}: ${message}`,
  );

describe("readOnnx", () => {
  test("gives a model in one file as it is", async () => {
    const model = modelBytes({ nodes: [["Neg", "x", "y"]], inputs: [["x", "float32", [1]]], outputs: ["y"] });
    const { stored, sha256: hash } = await readOnnx(write("one.onnx", model));
    expect(stored.bytes).toEqual(model);
    expect(stored.file?.path).toBe(realpathSync(at("one.onnx")));
    expect(hash).toBe(sha256(model));
  });

  test("reads a large model again that was set aside, whole or in part, and says which of its files was changed", async () => {
    const many = new Uint8Array(new Float32Array(2 ** 21).map((_, i) => i).buffer);
    write("many.bin", concatBytes([new Uint8Array(16), many]));
    const file = write(
      "many.onnx",
      outside({ location: "many.bin", offset: "16", length: `${many.length}` }, 1, 2 ** 20),
    );
    const { stored } = await readOnnx(file);
    const whole = stored.bytes;
    expect([stored.file?.path, stored.file?.mapping]).toEqual([
      at("many.onnx"),
      { graph: new Uint8Array(readFileSync(file)) },
    ]);
    expect(stored.file?.setAside()).toBe(true);
    const [start, end] = [whole.length - many.length - 40, whole.length - 5];
    expect(Buffer.from(stored.file?.bytesAt(start, end) ?? []).equals(whole.subarray(start, end))).toBe(true);
    expect(Buffer.from(stored.bytes).equals(whole)).toBe(true);
    utimesSync(at("many.bin"), 1, 1);
    stored.file?.setAside();
    expect(() => stored.bytes).toThrow(/many.bin is not what it was when it was opened/);
    mkdirSync(at("links"));
    for (const name of ["many.onnx", "many.bin"]) symlinkSync(at(name), at(`links/${name}`));
    expect((await readOnnx(at("links/many.onnx"))).stored.file?.mapping).toBeNull();
  });

  test("puts values of another file where they belong, from an offset or from the start, with a length or without", async () => {
    write("w.bin", concatBytes([bytes([9]), bytes(VALUES), bytes([9])]));
    const model = write("m.onnx", outside({ location: "w.bin", offset: "4", length: "24" }));
    expect(await weights(model)).toEqual(VALUES);
    expect(await weights(write("n.onnx", outside({ location: "w.bin" })))).toEqual([9, 1, 2, 3, 4, 5]);
    mkdirSync(at("parts"));
    write("parts/w.bin", bytes(VALUES));
    expect(await weights(write("o.onnx", outside({ location: "./parts/w.bin" })))).toEqual(VALUES);
  });

  test("refuses files outside the model's folder, however they are named", async () => {
    mkdirSync(at("inner"));
    write("secret.bin", bytes(VALUES));
    mkdirSync(at("inner/deep"));
    write("inner/own.bin", bytes(VALUES));
    symlinkSync(at("secret.bin"), at("inner/link.bin"));
    symlinkSync(at(""), at("inner/up"));
    symlinkSync("own.bin", at("inner/alias.bin"));
    const leaves = "which is not in the model's folder; only files there are read";
    const file = (location: string) => write("inner/m.onnx", outside({ location }));
    for (const location of ["../secret.bin", at("secret.bin"), "deep/../../secret.bin", "link.bin", "up/secret.bin"]) {
      const model = file(location);
      expect(await refusal(model)).toBe(
        `malformed: ${model}: tensor "w" has its values in ${JSON.stringify(location)}, ${leaves}`,
      );
    }
    expect(await refusal(file("C:\\secret.bin"))).toContain(leaves);
    expect(await weights(file("alias.bin"))).toEqual(VALUES);
  });

  test("follows a model that is a link, as a hub's cache has it, to the folder that it is in", async () => {
    mkdirSync(at("blobs"));
    mkdirSync(at("snapshot"));
    write("blobs/1", outside({ location: "w.bin" }));
    write("blobs/2", bytes(VALUES));
    symlinkSync(at("blobs/1"), at("snapshot/m.onnx"));
    symlinkSync(at("blobs/2"), at("snapshot/w.bin"));
    expect(await weights(at("snapshot/m.onnx"))).toEqual(VALUES);
  });

  test("says in one line which tensor's values are missing, and where they were to be", async () => {
    write("short.bin", bytes(VALUES));
    const said = async (entries: Entries, tensors?: number) => {
      const file = write("bad.onnx", outside(entries, tensors));
      return (await refusal(file)).replaceAll(file, "bad.onnx");
    };
    const tensor = 'bad.onnx: tensor "w" has its values';
    expect(await said({ location: "none.bin" })).toBe(
      `not-found: ${tensor} in "none.bin", which does not exist beside it`,
    );
    expect(await said({ location: "short.bin", offset: "8", length: "24" })).toBe(
      `malformed: ${tensor} in bytes 8 to 32 of "short.bin", which has 24`,
    );
    expect(await said({ location: "short.bin", offset: "9007199254740991", length: "24" })).toContain("which has 24");
    expect(await said({ location: "short.bin", offset: "-1" })).toContain('at the offset "-1" of short.bin');
    expect(await said({ location: "short.bin", offset: "99999999999999999999" })).toContain("at the offset");
    expect(await said({ length: "24" })).toContain("does not say in which file its values are");
    expect(await said({ location: "parts" })).toContain("is a directory");
    expect(await said({ location: "short.bin" }, 3)).toBe(
      "malformed: bad.onnx: its tensors take 72 bytes of files that have 24",
    );
    const long = await said({ location: `${"x".repeat(5000)}` });
    expect(long.length).toBeLessThan(300);
    expect(await readModelRefusal({ location: "short.bin", length: "12" })).toContain(
      'tensor "w" of 6 elements [2,3] holds 3',
    );
  });

  test("refuses a file that no buffer holds before it reads it", async () => {
    const file = write("huge.onnx", new Uint8Array(1));
    truncateSync(file, 2 ** 33);
    expect(await refusal(file)).toMatch(
      /^unsupported: .*huge\.onnx: the model takes 8589934592 bytes, and Node v.* holds/,
    );
  });
});

async function readModelRefusal(entries: Entries): Promise<string> {
  const file = write("mismatch.onnx", outside(entries));
  const { stored } = await readOnnx(file);
  try {
    readModel(stored.bytes, file);
    return "read";
  } catch (error) {
    return (error as Error).message;
  }
}
