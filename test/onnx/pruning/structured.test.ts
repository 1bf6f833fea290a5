import { describe, expect, test } from "vitest";
import { prunerOf } from "../../../src/onnx/pruning/pruner.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { tensorValues } from "../../../src/onnx/tensor-values.js";
import { modelBytes, type NodeLine, type TensorSpec } from "../../support/onnx-builder.js";
import { ramp, runModel } from "../run-model.js";

/** Three channels of which the second is the smallest, then the first. */
const W: TensorSpec = { name: "w", dims: [2, 3], values: [3, -1, 4, 3, 2, 4] };
const B: TensorSpec = { name: "b", dims: [3], values: [7, 8, 9] };

function pruned(level: number, nodes: readonly NodeLine[], weights: readonly TensorSpec[] = []) {
  const bytes = modelBytes({ inputs: [["x", "float32", ["n", 2]]], weights: [W, B, ...weights], nodes });
  const pruner = prunerOf(readModel(bytes, "m"), { method: "structured" });
  const result = pruner.at(level);
  const model = readModel(result.bytes, "pruned");
  const values = (name: string) => {
    const tensor = model.initializers.get(name);
    return tensor === undefined ? null : Array.from(tensorValues(model, tensor), Number);
  };
  return { values, notes: pruner.notes, ...result };
}

const ADDED: NodeLine[] = [
  ["MatMul", "x w", "h"],
  ["Add", "h b", "y"],
];

describe("structured", () => {
  test("zeroes the floor(s·C) channels of smallest norm with their bias, in Gemm and behind MatMul", () => {
    for (const nodes of [[["Gemm", "x w b", "y"]] as NodeLine[], ADDED]) {
      const { values, layers, notes } = pruned(0.4, nodes);
      expect([values("w"), values("b")]).toEqual([
        [3, 0, 4, 3, 0, 4],
        [7, 0, 9],
      ]);
      expect([layers, notes]).toEqual([[{ name: "w", size: 6, zeros: 2 }], []]);
      expect(pruned(0.99, nodes).values("b")).toEqual([0, 0, 9]);
      expect(pruned(0.3, nodes).values("w")).toEqual(W.values);
    }
  });

  test("counts the zeros of biases among all parameters, not among the prunable", () => {
    const { realSparsity, realSparsityAll, zeros } = pruned(0.4, ADDED);
    expect([zeros, realSparsity, realSparsityAll]).toEqual([2, 2 / 6, 3 / 9]);
  });

  test("of equal channels the first goes", () => {
    const equal = { ...W, values: [1, 1, 1, -1, 1, 1] };
    const bytes = modelBytes({
      inputs: [["x", "float32", ["n", 2]]],
      weights: [equal],
      nodes: [["MatMul", "x w", "y"]],
    });
    const { layers, bytes: after } = prunerOf(readModel(bytes), { method: "structured" }).at(0.5);
    expect(layers[0]?.zeros).toBe(2);
    const model = readModel(after);
    const tensor = model.initializers.get("w");
    expect(tensor && Array.from(tensorValues(model, tensor), Number)).toEqual([0, 1, 1, 0, 1, 1]);
  });

  test("a bias that two layers share becomes each one's own first, and the model still runs", async () => {
    const nodes: NodeLine[] = [
      ["Gemm", "x w b", "h"],
      ["Gemm", "h v b", "y"],
    ];
    const v: TensorSpec = { name: "v", dims: [3, 3], values: [1, 2, 3, 1, 2, 3, 1, 2, 3] };
    const { values, bytes } = pruned(0.4, nodes, [v]);
    expect(values("b")).toEqual([7, 0, 9]);
    const own = [...readModel(bytes).initializers.keys()].find((name) => name.startsWith("trisim/own"));
    expect(own && values(own)).toEqual([0, 8, 9]);
    const x = ramp([1, 2]);
    const [a = 0, b = 0] = x.data;
    const shown = modelBytes({ inputs: [["x", "float32", ["n", 2]]], outputs: ["y"], weights: [W, B, v], nodes });
    const again = prunerOf(readModel(shown), { method: "structured" }).at(0.4).bytes;
    const h = [3 * a + 3 * b + 7, 0, 4 * a + 4 * b + 9] as const;
    const { y } = await runModel(again, { x });
    const expected = [0, 2 * h[0] + 2 * h[2] + 8, 3 * h[0] + 3 * h[2] + 9];
    expect(y?.data.map((value) => value.toFixed(3))).toEqual(expected.map((value) => value.toFixed(3)));
  });

  test("a bias that is something else besides is zeroed as a bias only", () => {
    const { values, notes } = pruned(0.4, [...ADDED, ["Mul", "y b", "z"]]);
    expect([values("b"), values("trisim/own/1/1/1"), notes]).toEqual([B.values, [7, 0, 9], []]);
  });

  test("the channels of a left operand are its rows, and its bias a column", () => {
    const turned = (bias: string) =>
      pruned(
        0.5,
        [
          ["Transpose", "x", "t"],
          ["MatMul", "m t", "h"],
          ["Add", `h ${bias}`, "y"],
        ],
        [
          { name: "m", dims: [2, 2], values: [5, 6, 1, 2] },
          { name: "column", dims: [2, 1], values: [7, 8] },
          { name: "row", dims: [2], values: [7, 8] },
        ],
      );
    const [column, row] = [turned("column"), turned("row")];
    expect([column.values("m"), column.values("column"), column.notes]).toEqual([[5, 6, 0, 0], [7, 0], []]);
    expect([row.values("m"), row.values("row"), row.notes.length]).toEqual([[5, 6, 0, 0], [7, 8], 1]);
  });

  test.each([
    ["all biases where it has none", [["MatMul", "x w", "y"]], []],
    [
      "sums with an activation",
      [
        ["MatMul", "x w", "h"],
        ["Relu", "h", "r"],
        ["Add", "h r", "y"],
      ],
      [],
    ],
    [
      "what is added to a product that is read without it as well",
      [
        ["MatMul", "x w", "h"],
        ["Add", "h b", "g"],
        ["Mul", "h g", "y"],
      ],
      [],
    ],
    [
      "a bias of one number, and says so",
      [
        ["MatMul", "x w", "h"],
        ["Add", "h one", "y"],
      ],
      [
        'weight "w" of MatMul "h" loses channels without their bias: its bias of [1] is not one number for each of 3 output channels',
      ],
    ],
    [
      "a bias that is handed on to another node, and says so",
      [
        ["MatMul", "x w", "h"],
        ["Cast", "b", "c", { to: { int: 1 } }],
        ["Add", "h c", "g"],
        ["Mul", "g c", "y"],
      ],
      ['weight "w" of MatMul "h" loses channels without their bias: its bias "b" is also read elsewhere'],
    ],
  ] as readonly (readonly [string, NodeLine[], string[]])[])("leaves alone %s", (_, nodes, notes) => {
    const found = pruned(0.4, nodes, [{ name: "one", dims: [1], values: [5] }]);
    expect(found.values("w")).toEqual([3, 0, 4, 3, 0, 4]);
    expect([found.values("one"), found.values("b"), found.notes]).toEqual([[5], B.values, notes]);
  });
});
