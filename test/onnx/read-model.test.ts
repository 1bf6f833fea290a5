import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TrisimError } from "../../src/errors.js";
import type { OnnxModel } from "../../src/onnx/model.js";
import { bytesField, concatBytes, intField } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { graphBytes, type ModelSpec, modelBytes, type NodeLine, nodeBytes } from "../support/onnx-builder.js";

const SMALL: ModelSpec = {
  opset: 13,
  inputs: [["x", "float32", ["n", 2]]],
  outputs: [["logits", "float32", ["n", 3]]],
  weights: [
    { name: "w", dims: [2, 3], values: [1, 2, 3, 4, 5, 6] },
    { name: "b", dims: [3], values: [0, 1, 2], typed: true },
  ],
  nodes: [
    ["Gemm", "x w b", "g", { alpha: { float: 0.5 }, transB: { int: 0 } }],
    ["Relu", "g", "logits"],
  ],
};

function refusal(bytes: Uint8Array): TrisimError {
  try {
    readModel(bytes, "f.onnx");
  } catch (error) {
    if (error instanceof TrisimError) return error;
    throw error;
  }
  throw new Error("the model was read");
}

describe("readModel", () => {
  test("gives inputs, outputs, operators and nodes as the file states them", () => {
    const model = readModel(modelBytes(SMALL), "f.onnx");
    expect(model.opset).toBe(13);
    expect(model.producer).toBe("test");
    expect(model.inputs).toEqual([{ name: "x", elemType: "float32", dims: ["n", 2] }]);
    expect(model.outputs).toEqual([{ name: "logits", elemType: "float32", dims: ["n", 3] }]);
    expect(model.nodes.map((node) => [node.opType, node.inputs, node.outputs])).toEqual([
      ["Gemm", ["x", "w", "b"], ["g"]],
      ["Relu", ["g"], ["logits"]],
    ]);
    expect(model.nodes[0]?.attributes).toEqual(
      new Map([
        ["alpha", 0.5],
        ["transB", 0],
      ]),
    );
  });

  test("gives what whoever made the file wrote into it, the last where a key is there twice", () => {
    const metadata = { class_names: '["a"]', empty: "" };
    const again = bytesField(14, concatBytes([bytesField(1, "class_names"), bytesField(2, '["b"]')]));
    const bytes = modelBytes({ ...SMALL, metadata });
    expect(readModel(modelBytes(SMALL)).metadata).toEqual(new Map());
    expect(readModel(bytes).metadata).toEqual(new Map(Object.entries(metadata)));
    expect(readModel(concatBytes([bytes, again])).metadata.get("class_names")).toBe('["b"]');
    const broken = concatBytes([bytes, bytesField(14, bytesField(1, Uint8Array.of(0xff)))]);
    expect(refusal(broken).message).toMatch(/^f\.onnx is not a valid ONNX model: the text at byte \d+ is not UTF-8$/);
  });

  test("leaves the values of an initialiser in the file, wherever they are kept", () => {
    const bytes = modelBytes(SMALL);
    const { initializers } = readModel(bytes);
    const [w, b] = [initializers.get("w"), initializers.get("b")];
    expect([w?.dims, w?.size, w?.valueField]).toEqual([[2, 3], 6, "raw"]);
    expect([b?.dims, b?.size, b?.valueField]).toEqual([[3], 3, "float"]);
    const values = new DataView(bytes.buffer).getFloat32((w?.values.start ?? 0) + 4 * 5, true);
    expect(values).toBe(6);
  });

  test("an input that has an initialiser as default need not be fed", () => {
    const spec: ModelSpec = {
      ...SMALL,
      inputs: [
        ["x", "float32", [1, 2]],
        ["w", "float32", [2, 3]],
      ],
    };
    expect(readModel(modelBytes(spec)).inputs.map((input) => input.name)).toEqual(["x"]);
  });

  test("merges what is appended to the file with its graph", () => {
    const extra = bytesField(
      7,
      concatBytes([bytesField(1, nodeBytes(["Neg", "g", "h"])), bytesField(12, bytesField(1, "h"))]),
    );
    const model = readModel(concatBytes([modelBytes(SMALL), extra]));
    expect(model.nodes.map((node) => node.opType)).toEqual(["Gemm", "Relu", "Neg"]);
    expect(model.outputs.map((output) => output.name)).toEqual(["logits", "h"]);
  });

  test("knows which outer tensors and operators a sub-graph uses", () => {
    const inner = graphBytes({
      outputs: ["z"],
      nodes: [
        ["Gemm", "g w", "y"],
        ["Relu", "y", "z"],
      ],
    });
    const branch = graphBytes({ outputs: ["k"], nodes: [["If", "c", "k", { then_branch: { graph: inner } }]] });
    const nodes: NodeLine[] = [
      ["Gemm", "x w b", "g"],
      ["Less", "g b", "c"],
      ["If", "c", "logits", { then_branch: { graph: branch } }],
    ];
    const model = readModel(modelBytes({ ...SMALL, nodes }));
    expect(model.nodes[2]?.subGraphs).toEqual([{ opTypes: ["If", "Gemm", "Relu"], captures: ["c", "g", "w"] }]);
  });

  test.each([
    ["an empty file", new Uint8Array(0), "f.onnx is not a valid ONNX model: it is empty"],
    ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), "is not a valid ONNX model"],
    ["a text", new TextEncoder().encode("not a model at all\n"), "is not a valid ONNX model"],
    ["a model without a graph", intField(1, 8), "it holds no graph"],
    ["a graph without nodes", modelBytes({ ...SMALL, outputs: [], nodes: [] }), "its graph has no nodes"],
    ["a file cut short", modelBytes(SMALL).subarray(0, -9), "is not a valid ONNX model"],
    [
      "two initialisers of one name",
      modelBytes({ ...SMALL, weights: [...(SMALL.weights ?? []), { name: "w", dims: [], values: [1] }] }),
      'two initialisers are named "w"',
    ],
    [
      "two nodes that make one tensor",
      modelBytes({ ...SMALL, nodes: [...SMALL.nodes, ["Neg", "x", "g"]] }),
      'two tensors are named "g"',
    ],
    [
      "a node that reads what nothing makes",
      modelBytes({ ...SMALL, nodes: [["Relu", "nowhere", "logits"]] }),
      'node "" (Relu) reads "nowhere", which nothing before it makes',
    ],
    [
      "dimensions that do not fit the values",
      modelBytes({ ...SMALL, weights: [{ name: "w", dims: [2, 4], values: [1, 2] }] }),
      'tensor "w" of 8 elements [2,4] holds 2',
    ],
    [
      "billions of elements",
      modelBytes({ ...SMALL, weights: [{ name: "w", dims: [2 ** 31, 2 ** 31], values: [1] }] }),
      'tensor "w" has the impossible dimensions',
    ],
    [
      "a negative dimension",
      modelBytes({ ...SMALL, weights: [{ name: "w", dims: [-1], values: [1] }] }),
      'tensor "w" has the impossible dimensions [-1]',
    ],
  ])("refuses %s", (_, bytes, message) => {
    const error = refusal(bytes);
    expect(error.code).toBe("malformed");
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^f\.onnx /);
  });

  test("refuses sub-graphs nested without end", () => {
    let graph = graphBytes({ nodes: [["Neg", "x", "y"]] });
    for (let depth = 0; depth < 2000; depth++) graph = graphBytes({ nodes: [["If", "", "", { b: { graph } }]] });
    const bytes = modelBytes({ ...SMALL, nodes: [["If", "", "logits", { b: { graph } }]] });
    expect(refusal(bytes).message).toBe(
      "f.onnx is not a valid ONNX model: its sub-graphs are nested more than 32 deep",
    );
  });

  test("says of external data, sparse initialisers and model-local functions that they are not supported", () => {
    const tensor = concatBytes([intField(1, 2), intField(2, 1), bytesField(8, "w"), intField(14, 1)]);
    const functions = bytesField(25, concatBytes([bytesField(1, "Block"), bytesField(10, "")]));
    const withGraph = (part: Uint8Array) => concatBytes([modelBytes(SMALL), bytesField(7, part)]);
    const messages = [
      withGraph(bytesField(5, tensor)),
      withGraph(bytesField(15, new Uint8Array(0))),
      concatBytes([modelBytes({ ...SMALL, nodes: [["Block", "x", "logits"]] }), functions]),
    ].map((bytes) => {
      const { code, message } = refusal(bytes);
      return [code, message];
    });
    expect(messages).toEqual([
      [
        "unsupported",
        'f.onnx: tensor "w" keeps its values in another file (external data); save the model as one file',
      ],
      ["unsupported", "f.onnx: has 1 sparse initialisers; store them densely"],
      [
        "unsupported",
        'f.onnx: node "" calls the model-local function Block; export the model with its functions inlined',
      ],
    ]);
  });

  test("gives a model or a TrisimError for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expectModelOrError(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test("gives a model or a TrisimError for any damage to a model", () => {
    const bytes = modelBytes({
      ...SMALL,
      nodes: [
        ["Constant", "", "k", { value: { tensor: { type: "int64", dims: [2], values: [1, -1], typed: true } } }],
        ["Gemm", "x w b", "g", { a: { ints: [1, 2] }, f: { floats: [1, 2] }, t: { text: "y" } }],
        ["If", "k", "z", { then_branch: { graph: graphBytes({ outputs: ["o"], nodes: [["Neg", "g", "o"]] }) } }],
        ["Relu", "g", "logits"],
      ],
    });
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(damage, fc.nat(bytes.length), (changes, length) => {
        const mutated = new Uint8Array(bytes);
        for (const [at, value] of changes) mutated[at] = value;
        expectModelOrError(mutated);
        expectModelOrError(mutated.subarray(0, length));
      }),
      { numRuns: 1000 },
    );
  });
});

function expectModelOrError(bytes: Uint8Array): void {
  let model: OnnxModel | undefined;
  try {
    model = readModel(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(TrisimError);
  }
  for (const tensor of model?.initializers.values() ?? []) expect(tensor.values.end).toBeLessThanOrEqual(bytes.length);
}
