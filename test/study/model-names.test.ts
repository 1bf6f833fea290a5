import { describe, expect, test } from "vitest";
import { modelNames } from "../../src/study/model-names.js";

describe("modelNames", () => {
  test("takes the names that are given, else what files, embedded networks and the hub's are called", () => {
    const specs = ["a/b/net.v2.onnx", "zoo:vit-1", "hf:owner/resnet", "plain"];
    expect(modelNames([...specs.map((model) => ({ model })), { model: "x.onnx", name: "mine" }])).toEqual([
      "net.v2",
      "vit-1",
      "resnet",
      "plain",
      "mine",
    ]);
  });

  test("numbers files of one name, past the names that are given", () => {
    const models = [{ model: "a/net.onnx" }, { model: "b/net.onnx" }, { model: "c/net.onnx" }];
    expect(modelNames(models)).toEqual(["net", "net (2)", "net (3)"]);
    expect(modelNames([...models.slice(0, 2), { model: "d.onnx", name: "net (2)" }])).toEqual([
      "net",
      "net (3)",
      "net (2)",
    ]);
    expect(modelNames([{ model: "net.onnx" }, { model: "d.onnx", name: "net" }])).toEqual(["net (2)", "net"]);
  });
});
