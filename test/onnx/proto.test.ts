import { expect, test } from "vitest";
import { bytesField, concatBytes, int64Proto, intField, matrixProto, nodeProto, varint } from "../../src/onnx/proto.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";

test("a varint takes seven bits a byte, the lowest first, and ten bytes for a negative number", () => {
  expect([...varint(0)]).toEqual([0]);
  expect([...varint(300)]).toEqual([0xac, 0x02]);
  expect([...varint(-1)]).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 255, 1]);
});

test("nodes, integer tensors and matrices come back as they were written", () => {
  const node = nodeProto({
    opType: "Gather",
    inputs: ["x", "i"],
    outputs: ["y"],
    attributes: { axis: -1, perm: [1, 0] },
  });
  const graph = concatBytes([
    bytesField(1, node),
    bytesField(5, int64Proto("i", [7], [])),
    bytesField(11, matrixProto("x")),
    bytesField(12, matrixProto("y")),
  ]);
  const model = readModel(concatBytes([bytesField(7, graph), bytesField(8, intField(2, 17))]));
  const tensor = model.initializers.get("i");
  expect(model.nodes[0]?.attributes).toEqual(
    new Map<string, unknown>([
      ["axis", -1],
      ["perm", [1, 0]],
    ]),
  );
  expect(tensor?.dims).toEqual([]);
  expect(tensor && tensorValues(model, tensor)).toEqual(BigInt64Array.of(7n));
  expect(model.outputs).toEqual([{ name: "y", elemType: "float32", dims: [null, null] }]);
});
