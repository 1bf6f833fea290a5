import { editGraph } from "../../src/onnx/edit.js";
import { prunableLayers } from "../../src/onnx/pruning/prunable-layers.js";
import { readModel } from "../../src/onnx/read-model.js";
import { renamedNode } from "../../src/onnx/renamed-node.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { nodeBytes, tensorBytes } from "./onnx-builder.js";

/** A network whose weights are stored in 8 bits and made real numbers again by `DequantizeLinear`, as exporters write it. */
export function quantisedCopy(bytes: Uint8Array): Uint8Array {
  const model = readModel(bytes, "dense");
  const layers = prunableLayers(model).map(({ node, operands, weight }, l) => {
    const values = Array.from(tensorValues(model, weight), Number);
    const step = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
    const [whole, scale, zero, real] = ["whole", "scale", "zero", "real"].map((part) => `quantised/${l}/${part}`);
    const inputs = new Map(node.inputs.flatMap((name, k) => (name === operands.weight ? [[k, real ?? ""]] : [])));
    const rounded = values.map((value) => Math.round(value / step));
    return {
      replaced: [
        node,
        [
          nodeBytes(["DequantizeLinear", `${whole} ${scale} ${zero}`, real ?? ""]),
          renamedNode(model, node, { inputs }),
        ],
      ] as const,
      initializers: [
        tensorBytes({ name: whole, type: "int8", dims: weight.dims, values: rounded }),
        tensorBytes({ name: scale, dims: [], values: [step] }),
        tensorBytes({ name: zero, type: "int8", dims: [], values: [0] }),
      ],
    };
  });
  const replace = new Map(layers.map(({ replaced }) => replaced));
  return editGraph(model, { replace, initializers: layers.flatMap(({ initializers }) => initializers) });
}
