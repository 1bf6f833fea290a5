import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readOnnx } from "../../src/data/read-onnx.js";
import { writeOnnx } from "../../src/data/write-onnx.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { exported } from "../support/export-nets.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, folder } = temporaryFolder();

const valuesOf = (bytes: Uint8Array) => {
  const model = readModel(bytes);
  return [...model.initializers].map(([name, tensor]) => [name, [...tensorValues(model, tensor)]]);
};

test("one file where the model is small enough", async () => {
  const model = exported();
  await writeOnnx(at("one.onnx"), model);
  expect(new Uint8Array(readFileSync(at("one.onnx")))).toEqual(model);
  expect(existsSync(at("one.onnx.data"))).toBe(false);
});

test("else two files, which are the same model when they are read", async () => {
  const model = exported();
  await writeOnnx(at("two.onnx"), model, 4000);
  expect(readFileSync(at("two.onnx")).length).toBeLessThan(4000);
  expect(valuesOf((await readOnnx(at("two.onnx"))).stored.bytes)).toEqual(valuesOf(model));
  expect(readModel(readFileSync(at("one.onnx"))).nodes.length).toBeGreaterThan(0);
  expect(() => readModel(readFileSync(at("two.onnx")))).toThrow("keeps its values in another file");
  expect(
    readdirSync(folder)
      .filter((file) => file.startsWith("two"))
      .sort(),
  ).toEqual(["two.onnx", "two.onnx.data"]);
});

test("what cannot be written leaves nothing behind", async () => {
  await expect(writeOnnx(at("nowhere/m.onnx"), exported(), 4000)).rejects.toThrow(/nowhere.*cannot be written/);
});
