import { numberToBfloat, numberToHalf } from "../../src/onnx/half.js";
import { gaussian } from "../kernels/matrices.js";
import {
  type AttributeSpec,
  type ModelSpec,
  modelBytes,
  type NodeLine,
  type TensorSpec,
  type ValueSpec,
} from "./onnx-builder.js";
import { withEnds } from "./other-ends.js";

/** Classes of every such network. */
export const CLASSES = 5;

type Type = "float32" | "float16" | "bfloat16" | "float64";

/** How one small classifier of images of 8 × 8 is written. */
export interface ExportSpec {
  readonly opset?: number;
  /** How weights are stored; other types than float32 are cast before they are used, as exporters do. */
  readonly type?: Type;
  readonly images?: ValueSpec[2];
  /** What it takes and gives out; in float16 it computes too, float64 it casts at both ends. */
  readonly io?: "float32" | "float16" | "float64";
  /** What becomes of the logits: given out, as probabilities, as two heads and their mean, or as two heads alone. */
  readonly head?: "logits" | "softmax" | "distilled" | "two heads";
  /** Quantised as exporters do it: weights between `DequantizeLinear`, or integer products. */
  readonly quantised?: "qdq" | "dynamic";
  readonly seed?: number;
}

const ENCODE: Readonly<Record<Type, (value: number) => number>> = {
  float32: (value) => value,
  float64: (value) => value,
  float16: numberToHalf,
  bfloat16: numberToBfloat,
};

/**
 * Two convolutions, a mean and a classifier: the same network in every dress, up to the rounding of its weights.
 *
 * @returns the bytes of an ONNX file.
 */
export function exported(spec: ExportSpec = {}): Uint8Array {
  const { opset = 17, images = ["n", 3, 8, 8], head = "logits", quantised, seed = 1, io = "float32" } = spec;
  const ends = io === "float16" ? io : "float32";
  const { type = ends } = spec;
  const weights: TensorSpec[] = [];
  const nodes: NodeLine[] = [];
  const isLast = images[3] === 3;
  let draws = 0;

  function node(opType: string, inputs: string, attributes: Readonly<Record<string, AttributeSpec>> = {}): string {
    const output = `${opType.toLowerCase()}${nodes.length}`;
    nodes.push([opType, inputs, output, attributes]);
    return output;
  }
  function stored(tensor: TensorSpec): string {
    const name = `w${weights.length}`;
    weights.push({ ...tensor, name });
    return name;
  }
  function drawn(dims: readonly number[], spread: number): readonly number[] {
    const size = dims.reduce((product, dim) => product * dim, 1);
    draws++;
    return Array.from(gaussian(1, size, 100 * seed + draws).data, (value) => spread * value);
  }
  const number = (value: number, of: "float32" | "uint8" | "int8" = "float32") =>
    stored({ type: of, dims: [], values: [value] });
  function weight(dims: readonly number[]): string {
    const values = drawn(dims, Math.sqrt(2 / dims.slice(1).reduce((product, dim) => product * dim, 1)));
    if (quantised === "qdq" && dims.length > 1) {
      const rounded = stored({ type: "int8", dims, values: values.map((value) => Math.round(40 * value)) });
      return node("DequantizeLinear", `${rounded} ${number(1 / 40)} ${number(0, "int8")}`);
    }
    const name = stored({ type, dims, values: values.map(ENCODE[type]) });
    return type === ends ? name : node("Cast", name, { to: { int: 1 } });
  }
  /** Through 8 bits and back. */
  function rounded(tensor: string): string {
    if (quantised !== "qdq") return tensor;
    const [scale, zero] = [number(1 / 16), number(128, "uint8")];
    return node("DequantizeLinear", `${node("QuantizeLinear", `${tensor} ${scale} ${zero}`)} ${scale} ${zero}`);
  }
  function dense(from: string, inputs: number): string {
    if (quantised !== "dynamic") {
      return node("Gemm", `${from} ${weight([CLASSES, inputs])} ${weight([CLASSES])}`, { transB: { int: 1 } });
    }
    const product = nodes.length;
    nodes.push(["DynamicQuantizeLinear", from, `q${product} scale${product} zero${product}`]);
    const values = drawn([inputs, CLASSES], 0.5).map((value) => Math.round(40 * value));
    const whole = node(
      "MatMulInteger",
      `q${product} ${stored({ type: "int8", dims: [inputs, CLASSES], values })} zero${product} ${number(0, "int8")}`,
    );
    const scale = node("Mul", `scale${product} ${number(1 / 40)}`);
    return node("Mul", `${node("Cast", whole, { to: { int: 1 } })} ${scale}`);
  }

  const pads = { pads: { ints: [1, 1, 1, 1] } };
  const first = isLast ? node("Transpose", "images", { perm: { ints: [0, 3, 1, 2] } }) : "images";
  const one = node("Relu", node("Conv", `${rounded(first)} ${weight([8, 3, 3, 3])} ${weight([8])}`, pads));
  const two = node("Relu", node("Conv", `${rounded(one)} ${weight([12, 8, 3, 3])} ${weight([12])}`, pads));
  const features = node("Flatten", node("GlobalAveragePool", rounded(two)));
  const given = (name: string, tensor: string): ValueSpec => {
    nodes.push(["Identity", tensor, name]);
    return [name, ends, ["n", CLASSES]];
  };
  const logits = dense(features, 12);
  const outputs = (): readonly ValueSpec[] => {
    if (head === "softmax") return [given("probabilities", node("Softmax", logits, { axis: { int: 1 } }))];
    if (head === "logits") return [given("logits", logits)];
    const other = dense(features, 12);
    if (head === "two heads") return [given("output", logits), given("output_dist", other)];
    const mean = node("Div", `${node("Add", `${logits} ${other}`)} ${number(2)}`);
    return [given("logits", mean), given("cls_logits", logits), given("distillation_logits", other)];
  };
  const whole: ModelSpec = { opset, inputs: [["images", ends, images]], outputs: outputs(), weights, nodes };
  return modelBytes(io === "float64" ? withEnds(io, whole) : whole);
}
