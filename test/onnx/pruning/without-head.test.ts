import { expect, test } from "vitest";
import { prunerOf } from "../../../src/onnx/pruning/pruner.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { modelBytes, type NodeLine } from "../../support/onnx-builder.js";

const W = { dims: [4, 4], values: Array.from({ length: 16 }, (_, i) => i + 1) };

function layersKept(nodes: readonly NodeLine[], output = "logits") {
  const bytes = modelBytes({
    inputs: [["x", "float32", ["n", 4, 2, 2]]],
    outputs: [[output, "float32", ["n", 4]]],
    weights: [
      { name: "w", ...W },
      { name: "v", ...W },
      { name: "b", dims: [4], values: [1, 2, 3, 4] },
    ],
    nodes,
  });
  const pruner = prunerOf(readModel(bytes, "m"), { keepHead: true });
  return { head: pruner.head, layers: pruner.at(0.5).layers.map(({ name }) => name) };
}

const BODY: NodeLine[] = [
  ["GlobalAveragePool", "x", "p"],
  ["Flatten", "p", "f"],
  ["MatMul", "f w", "h"],
];

test("the last weighted node before the logits is left out, behind bias, softmax and shapes", () => {
  const kept = { head: "v", layers: ["w"] };
  expect(layersKept([...BODY, ["Gemm", "h v b", "logits"]])).toEqual(kept);
  const tail: NodeLine[] = [
    ["Transpose", "v", "t"],
    ["MatMul", "h t", "m"],
    ["Add", "m b", "a"],
    ["Softmax", "a", "logits"],
  ];
  expect(layersKept([...BODY, ...tail])).toEqual(kept);
});

test("a head that another layer shares is left out there, too", () => {
  expect(layersKept([...BODY, ["MatMul", "h v", "g"], ["MatMul", "g v", "logits"]])).toEqual({
    head: "v",
    layers: ["w"],
  });
});

test("a model with nothing but a head, an embedding or a computed head is refused", () => {
  expect(() => layersKept([...BODY.slice(0, 2), ["MatMul", "f w", "logits"]])).toThrow(
    'm: has no convolution, Gemm or MatMul with a weight to prune besides its head "w"',
  );
  expect(() => layersKept([...BODY, ["MatMul", "h v", "image_embeds"]], "image_embeds")).toThrow(
    "m: has no classifier head to keep: it has no logits",
  );
  expect(() => layersKept([...BODY, ["Mul", "w v", "q"], ["MatMul", "h q", "logits"]])).toThrow(
    "m: has no classifier head to keep: what makes its logits has no weight that can be pruned",
  );
});
