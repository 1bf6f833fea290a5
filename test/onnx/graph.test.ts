import { describe, expect, test } from "vitest";
import { ancestors, graphOf, imageDependent, imageInput, inputDependent } from "../../src/onnx/graph.js";
import { readModel } from "../../src/onnx/read-model.js";
import { graphBytes, modelBytes, type ValueSpec } from "../support/onnx-builder.js";

const IMAGE: ValueSpec = ["pixels", "float32", ["n", 3, 8, 8]];
const MODEL = readModel(
  modelBytes({
    inputs: [IMAGE, ["ids", "int64", ["n", 4]]],
    weights: [{ name: "w", dims: [1], values: [1] }],
    nodes: [
      ["Relu", "pixels", "r"],
      ["Shape", "r", "s"],
      ["ConstantOfShape", "s", "zeros"],
      ["Add", "r zeros", "a"],
      ["Cast", "ids", "text"],
      ["If", "zeros", "i", { then_branch: { graph: graphBytes({ outputs: ["y"], nodes: [["Neg", "a", "y"]] }) } }],
      ["Mul", "w zeros", "scale"],
    ],
  }),
);

describe("imageDependent", () => {
  test("follows values, not shapes, and looks into sub-graphs", () => {
    expect([...imageDependent(MODEL)]).toEqual(["pixels", "r", "a", "i"]);
  });
});

describe("inputDependent", () => {
  test("counts every input of the graph", () => {
    expect([...inputDependent(MODEL)]).toEqual(["pixels", "ids", "r", "a", "text", "i"]);
  });
});

describe("graphOf", () => {
  test("knows who makes and who reads a tensor, and is made once", () => {
    const graph = graphOf(MODEL);
    expect(graph.producer.get("a")?.opType).toBe("Add");
    expect(graph.consumers.get("a")?.map((node) => node.opType)).toEqual(["If"]);
    expect(graph.consumers.get("zeros")?.map((node) => node.opType)).toEqual(["Add", "If", "Mul"]);
    expect(graphOf(MODEL)).toBe(graph);
  });
});

describe("ancestors", () => {
  test("are a tensor and all it is computed from", () => {
    expect([...ancestors(MODEL, "a")].sort()).toEqual(["a", "pixels", "r", "s", "zeros"]);
  });
});

describe("imageInput", () => {
  const withInputs = (...inputs: ValueSpec[]) =>
    readModel(modelBytes({ inputs, nodes: [["Identity", inputs[0]?.[0] ?? "", "y"]] }), "m");

  test("is the only float input of four dimensions, else the only float input", () => {
    expect(imageInput(MODEL).name).toBe("pixels");
    expect(imageInput(withInputs(["mask", "float32", ["n", 4]], IMAGE)).name).toBe("pixels");
    expect(imageInput(withInputs(["x", "float32", ["n", 784]])).name).toBe("x");
  });

  test("refuses models with none or several, and lists what they have", () => {
    expect(() => imageInput(withInputs(["ids", "int64", ["n", 4]]))).toThrow(
      "m: expected one float input of 4 dimensions for images, found ids int64 [n, 4]",
    );
    expect(() => imageInput(withInputs(IMAGE, ["depth", "float32", [1, 1, 8, 8]]))).toThrow(
      "depth float32 [1, 1, 8, 8]",
    );
  });
});
