import { ELEM_TYPES, type ElemType } from "../../src/onnx/model.js";
import { bytesField, concatBytes, intField, varint } from "../../src/onnx/proto.js";

/** A tensor to be written; its values go into `raw_data` unless a typed field is asked for. */
export interface TensorSpec {
  readonly name?: string;
  readonly type?: "float32" | "float64" | "float16" | "bfloat16" | "int64" | "int32" | "int8" | "uint8" | "bool";
  readonly dims: readonly number[];
  /** Numbers; 16-bit floats are given as their bits. */
  readonly values: readonly number[];
  readonly typed?: boolean;
}

/** A `GraphProto` for an attribute, as its bytes. */
interface SubGraphSpec {
  readonly graph: Uint8Array;
}

export type AttributeSpec =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly tensor: TensorSpec }
  | SubGraphSpec;

export type NodeLine = readonly [
  opType: string,
  inputs: string,
  outputs: string,
  attributes?: Readonly<Record<string, AttributeSpec>>,
];

export type ValueSpec = readonly [name: string, type: ElemType, dims: readonly (number | string)[]];

export interface GraphSpec {
  readonly inputs?: readonly ValueSpec[];
  readonly outputs?: readonly (ValueSpec | string)[];
  readonly weights?: readonly TensorSpec[];
  /** Inputs and outputs are lists of names divided by blanks; `_` stands for one that is left out. */
  readonly nodes: readonly NodeLine[];
}

export interface ModelSpec extends GraphSpec {
  readonly opset?: number;
  /** Properties of the file by key. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

const word = (bytes: ArrayBuffer) => new Uint8Array(bytes);
const RAW: Readonly<Record<NonNullable<TensorSpec["type"]>, (values: readonly number[]) => Uint8Array>> = {
  float32: (values) => word(Float32Array.from(values).buffer),
  float64: (values) => word(Float64Array.from(values).buffer),
  float16: (values) => word(Uint16Array.from(values).buffer),
  bfloat16: (values) => word(Uint16Array.from(values).buffer),
  int64: (values) => word(BigInt64Array.from(values, BigInt).buffer),
  int32: (values) => word(Int32Array.from(values).buffer),
  int8: (values) => word(Int8Array.from(values).buffer),
  uint8: (values) => Uint8Array.from(values),
  bool: (values) => Uint8Array.from(values),
};

const TYPED_FIELD = { float32: 4, float64: 10, int64: 7 } as const;

/** The content of a `TensorProto`. */
export function tensorBytes({ name, type = "float32", dims, values, typed = false }: TensorSpec): Uint8Array {
  const isFixed = type === "float32" || type === "float64";
  const packed = isFixed ? RAW[type](values) : concatBytes(values.map(varint));
  const field = type in TYPED_FIELD ? TYPED_FIELD[type as keyof typeof TYPED_FIELD] : 5;
  return concatBytes([
    ...dims.map((dim) => intField(1, dim)),
    intField(2, ELEM_TYPES.indexOf(type)),
    ...(name === undefined ? [] : [bytesField(8, name)]),
    typed ? bytesField(field, packed) : bytesField(9, RAW[type](values)),
  ]);
}

/** The content of an `AttributeProto`. */
function attributeBytes(name: string, spec: AttributeSpec): Uint8Array {
  const head = bytesField(1, name);
  if ("int" in spec) return concatBytes([head, intField(3, spec.int), intField(20, 2)]);
  if ("float" in spec) return concatBytes([head, float(2, spec.float), intField(20, 1)]);
  if ("text" in spec) return concatBytes([head, bytesField(4, spec.text), intField(20, 3)]);
  if ("ints" in spec) return concatBytes([head, ...spec.ints.map((int) => intField(8, int)), intField(20, 7)]);
  if ("floats" in spec) return concatBytes([head, ...spec.floats.map((f) => float(7, f)), intField(20, 6)]);
  if ("tensor" in spec) return concatBytes([head, bytesField(5, tensorBytes(spec.tensor)), intField(20, 4)]);
  return concatBytes([head, bytesField(6, spec.graph), intField(20, 5)]);
}

function float(number: number, value: number): Uint8Array {
  return concatBytes([varint(number * 8 + 5), RAW.float32([value])]);
}

/** The content of a `NodeProto`. */
export function nodeBytes([opType, inputs, outputs, attributes = {}]: NodeLine): Uint8Array {
  return concatBytes([
    ...namesIn(inputs).map((name) => bytesField(1, name)),
    ...namesIn(outputs).map((name) => bytesField(2, name)),
    bytesField(4, opType),
    ...Object.entries(attributes).map(([name, spec]) => bytesField(5, attributeBytes(name, spec))),
  ]);
}

function namesIn(list: string): string[] {
  return list.split(" ").flatMap((name) => (name === "" ? [] : [name === "_" ? "" : name]));
}

/** The content of a `ValueInfoProto`. */
export function valueBytes(value: ValueSpec | string): Uint8Array {
  if (typeof value === "string") return bytesField(1, value);
  const [name, type, dims] = value;
  const shape = dims.map((dim) => bytesField(1, typeof dim === "number" ? intField(1, dim) : bytesField(2, dim)));
  const tensor = concatBytes([intField(1, ELEM_TYPES.indexOf(type)), bytesField(2, concatBytes(shape))]);
  return concatBytes([bytesField(1, name), bytesField(2, bytesField(1, tensor))]);
}

/** The content of a `GraphProto`. */
export function graphBytes({ inputs = [], outputs = [], weights = [], nodes }: GraphSpec): Uint8Array {
  return concatBytes([
    ...nodes.map((node) => bytesField(1, nodeBytes(node))),
    bytesField(2, "graph"),
    ...weights.map((weight) => bytesField(5, tensorBytes(weight))),
    ...inputs.map((input) => bytesField(11, valueBytes(input))),
    ...outputs.map((output) => bytesField(12, valueBytes(output))),
  ]);
}

/** The bytes of a small ONNX model that ONNX Runtime loads. */
export function modelBytes({ opset = 17, metadata = {}, ...graph }: ModelSpec): Uint8Array {
  const properties = Object.entries(metadata).map(([key, value]) =>
    bytesField(14, concatBytes([bytesField(1, key), bytesField(2, value)])),
  );
  return concatBytes([
    intField(1, 8),
    bytesField(2, "test"),
    bytesField(7, graphBytes(graph)),
    bytesField(8, concatBytes([bytesField(1, ""), intField(2, opset)])),
    ...properties,
  ]);
}
