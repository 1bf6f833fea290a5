import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { OnnxModel } from "../../../src/onnx/model.js";
import type { PruningMethodName } from "../../../src/onnx/pruning/methods.js";
import { prunerOf } from "../../../src/onnx/pruning/pruner.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { tensorValues } from "../../../src/onnx/tensor-values.js";
import golden from "../../golden/prune.json" with { type: "json" };
import { ROOT } from "../../support/source-files.js";

const model = readModel(readFileSync(`${ROOT}test/golden/prune/network.onnx`), "network.onnx");
const inputNorms = new Map(Object.entries(golden.inputNorms).map(([name, norms]) => [name, Float64Array.from(norms)]));
const cases = golden.cases.map((of) => ({ ...of, method: of.method as PruningMethodName }));

function valuesOf(of: OnnxModel, name: string): readonly number[] {
  const tensor = of.initializers.get(name);
  if (tensor === undefined) throw new Error(`no initialiser ${name}`);
  return Array.from(tensorValues(of, tensor), Number);
}

/** Which values are zero, packed as numpy packs bits: the first in the highest of a byte. */
function zeroBits(values: readonly number[]): string {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (const [i, value] of values.entries()) if (value === 0) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (0x80 >> (i & 7));
  return Buffer.from(bytes).toString("base64");
}

describe("the weights that torch makes zero, or the definition does, in every orientation", () => {
  test("there are cases of six methods", () => {
    expect(new Set(cases.map(({ method }) => method)).size).toBe(6);
  });

  test.each(cases)("$method at $level", ({ method, level, zero }) => {
    const { bytes } = prunerOf(model, { method, inputNorms }).at(level);
    const pruned = readModel(bytes, "pruned");
    for (const name of model.initializers.keys()) {
      const [before, after] = [valuesOf(model, name), valuesOf(pruned, name)];
      const expected = (zero as Readonly<Record<string, string>>)[name];
      expect(zeroBits(after), name).toBe(expected ?? zeroBits(before));
      expect(after, name).toEqual(before.map((value, i) => (after[i] === 0 ? 0 : value)));
    }
  });

  test("the file is as long as before, and no byte outside the weights is another", () => {
    for (const { method, level } of cases) {
      const { bytes } = prunerOf(model, { method, inputNorms }).at(level);
      const inside = new Uint8Array(bytes.length);
      for (const { values } of model.initializers.values()) inside.fill(1, values.start, values.end);
      expect(bytes.length).toBe(model.bytes.length);
      expect(bytes.findIndex((byte, i) => byte !== model.bytes[i] && inside[i] === 0)).toBe(-1);
    }
  });
});
