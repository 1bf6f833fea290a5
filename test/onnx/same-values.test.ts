import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { sameValues } from "../../src/onnx/same-values.js";
import { modelBytes, type TensorSpec } from "../support/onnx-builder.js";

function held(spec: TensorSpec) {
  const model = readModel(modelBytes({ weights: [{ ...spec, name: "w" }], nodes: [["Identity", "w", "y"]] }));
  const tensor = model.initializers.get("w");
  if (tensor === undefined) throw new Error("no tensor");
  return { model, tensor };
}

function same(x: TensorSpec, y: TensorSpec): boolean {
  const [a, b] = [held(x), held(y)];
  return sameValues(a.model, a.tensor, b.model, b.tensor);
}

test.each(["float32", "int64", "float16"] as const)("%s: the numbers decide, not the field they are in", (type) => {
  const one: TensorSpec = { type, dims: [2], values: [1, 3] };
  for (const typed of [true, false]) {
    expect(same(one, { ...one, typed })).toBe(true);
    expect(same(one, { ...one, values: [1, 7], typed })).toBe(false);
  }
});
