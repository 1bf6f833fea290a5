import { describe, expect, test } from "vitest";
import { channelsFirst } from "../../src/onnx/channels-first.js";
import type { ElemType } from "../../src/onnx/model.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes, type ValueSpec } from "../support/onnx-builder.js";
import { ramp, runModel } from "./run-model.js";

function identity(dims: ValueSpec[2], type: ElemType = "float32") {
  const value = (name: string): ValueSpec => [name, type, dims];
  return readModel(modelBytes({ inputs: [value("x")], outputs: [value("y")], nodes: [["Identity", "x", "y"]] }));
}

describe("channelsFirst", () => {
  test("turns images, whose dimensions may be open", async () => {
    const turned = channelsFirst(identity(["n", 2, "width", 3]));
    expect(turned.inputs).toEqual([{ name: "x/channels-first/1", elemType: "float32", dims: ["n", 3, 2, "width"] }]);
    const x = ramp([1, 3, 2, 2]);
    const { y } = await runModel(turned.bytes, { "x/channels-first/1": x });
    expect(y?.dims).toEqual([1, 2, 2, 3]);
    expect(y?.data.slice(0, 3)).toEqual([x.data[0], x.data[4], x.data[8]]);
  });

  test.each<[string, ValueSpec[2], ElemType?]>([
    ["channels first", ["n", 3, 8, 8]],
    ["both ends like channels", ["n", 3, 8, 3]],
    ["no channels", ["n", 8, 8, 4]],
    ["no images", ["n", 3]],
    ["another type", ["n", 8, 8, 3], "uint8"],
  ])("leaves a model with %s as it is", (_, dims, type) => {
    const model = identity(dims, type);
    expect(channelsFirst(model)).toBe(model);
  });
});
