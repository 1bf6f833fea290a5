import { describe, expect, test } from "vitest";
import { floatImages } from "../../src/onnx/float-images.js";
import { halfToNumber, numberToHalf } from "../../src/onnx/half.js";
import type { ElemType } from "../../src/onnx/model.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes, type ValueSpec } from "../support/onnx-builder.js";
import { ramp, runModel } from "./run-model.js";

/** Gives its images out twice: as they come, and as float64. */
function showing(type: ElemType, dims: ValueSpec[2] = ["n", 3, "height", 2], more: readonly ValueSpec[] = []) {
  return readModel(
    modelBytes({
      inputs: [["x", type, dims], ...more],
      outputs: [
        ["same", type, dims],
        ["wide", "float64", dims],
      ],
      nodes: [
        ["Identity", "x", "same"],
        ["Cast", "x", "wide", { to: { int: 11 } }],
      ],
    }),
    "m.onnx",
  );
}

describe("floatImages", () => {
  test.each<["float16" | "float64", (value: number) => number]>([
    ["float16", (value) => halfToNumber(numberToHalf(value))],
    ["float64", (value) => value],
  ])("a network of %s takes float32 in the same shape, and sees what it would have been fed", async (type, rounded) => {
    const model = floatImages(showing(type));
    expect(model.inputs).toEqual([{ name: "x/float32/1", elemType: "float32", dims: ["n", 3, "height", 2] }]);
    expect(model.outputs[0]?.elemType).toBe(type);
    const x = ramp([2, 3, 2, 2]);
    const { wide } = await runModel(model.bytes, { "x/float32/1": x });
    expect(wide).toEqual({ dims: [2, 3, 2, 2], type: "float64", data: Array.from(x.data, rounded) });
  });

  test("finds the images beside the tokens of texts", () => {
    const model = floatImages(showing("float16", ["n", 3, 8, 8], [["input_ids", "int64", ["n", "t"]]]));
    expect(model.inputs.map(({ elemType }) => elemType)).toEqual(["float32", "int64"]);
  });

  test.each<[string, ElemType, ValueSpec[2]?, (readonly ValueSpec[])?]>([
    ["float32 images", "float32"],
    ["bfloat16 images, which the runtime refuses", "bfloat16"],
    ["whole numbers", "uint8"],
    ["no images", "float16", ["n", 3]],
    ["two inputs of images", "float16", ["n", 3, 8, 8], [["z", "float64", ["n", 3, 8, 8]]]],
  ])("leaves a model with %s as it is", (_, type, dims, more) => {
    const model = showing(type, dims, more);
    expect(floatImages(model)).toBe(model);
  });
});
