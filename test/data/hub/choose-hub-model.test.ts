import { describe, expect, test } from "vitest";
import { chooseHubModel } from "../../../src/data/hub/choose-hub-model.js";

const chosen = (paths: readonly string[], wanted: string | null = null, isComplete = true) =>
  chooseHubModel({ name: "hf:o/n@main", paths, isComplete }, wanted);

describe("chooseHubModel", () => {
  test("takes the usual files in their order, then the only one", () => {
    expect(chosen(["model.onnx", "onnx/model.onnx", "onnx/vision_model.onnx"])).toBe("onnx/model.onnx");
    expect(chosen(["onnx/vision_model.onnx", "model.onnx"])).toBe("model.onnx");
    expect(chosen(["onnx/text_model.onnx", "onnx/vision_model.onnx"])).toBe("onnx/vision_model.onnx");
    expect(chosen(["config.json", "onnx/model_fp16.onnx"])).toBe("onnx/model_fp16.onnx");
  });

  test("takes the one that was named, if it is there", () => {
    expect(chosen(["onnx/model.onnx", "b.onnx"], "b.onnx")).toBe("b.onnx");
    expect(() => chosen(["onnx/model.onnx"], "b.onnx")).toThrow(
      "hf:o/n@main has no b.onnx; its ONNX files are onnx/model.onnx",
    );
    expect(() => chosen(["a.txt"], "b.onnx")).toThrow("hf:o/n@main has no b.onnx; it has no ONNX file");
  });

  test("names a few of many", () => {
    const many = Array.from({ length: 30 }, (_, i) => `net${i}.onnx`);
    expect(() => chosen(many)).toThrow(/has several ONNX files; name one, .*net0\.onnx, .*net19\.onnx and 10 more$/);
  });

  test("does not guess from a part of the files", () => {
    expect(chosen(["onnx/model.onnx"], null, false)).toBe("onnx/model.onnx");
    expect(chosen([], "b.onnx", false)).toBe("b.onnx");
    expect(() => chosen(["model.onnx"], null, false)).toThrow(/offline nothing says which file is its model/);
  });
});
