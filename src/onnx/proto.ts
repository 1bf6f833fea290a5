import type { Dim } from "./model.js";

/** What an appended node may carry: an integer or a list of integers by name. */
type NodeAttributes = Readonly<Record<string, number | readonly number[]>>;

/** A node to be written. */
export interface NodeSpec {
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: NodeAttributes;
}

const utf8 = new TextEncoder();

/** `AttributeProto.AttributeType` and field numbers in onnx.proto. */
const INT = { type: 2, field: 3 } as const;
const INTS = { type: 7, field: 8 } as const;
const INT64 = 7;
const FLOAT = 1;

/** One run of bytes out of many. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An integer as a protobuf varint; negative ones take ten bytes. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

/** An integer field. */
export function intField(number: number, value: number): Uint8Array {
  return concatBytes([varint(number * 8), varint(value)]);
}

/** A field of bytes, of text, or of a sub-message's bytes. */
export function bytesField(number: number, content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === "string" ? utf8.encode(content) : content;
  return concatBytes([fieldHead(number, bytes.length), bytes]);
}

/** What comes before the content of a field of bytes: so large a content need not be copied to become a field. */
export function fieldHead(number: number, length: number): Uint8Array {
  return concatBytes([varint(number * 8 + 2), varint(length)]);
}

/** The content of a `NodeProto`. */
export function nodeProto({ opType, inputs, outputs, attributes = {} }: NodeSpec): Uint8Array {
  return concatBytes([
    ...inputs.map((name) => bytesField(1, name)),
    ...outputs.map((name) => bytesField(2, name)),
    bytesField(4, opType),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, attributeProto(name, value))),
  ]);
}

function attributeProto(name: string, value: number | readonly number[]): Uint8Array {
  const kind = typeof value === "number" ? INT : INTS;
  const values = typeof value === "number" ? [value] : value;
  return concatBytes([bytesField(1, name), ...values.map((v) => intField(kind.field, v)), intField(20, kind.type)]);
}

/** The content of a `TensorProto` of 64-bit integers; without `dims` a vector. */
export function int64Proto(
  name: string,
  values: readonly number[],
  dims: readonly number[] = [values.length],
): Uint8Array {
  const raw = BigInt64Array.from(values, BigInt);
  return concatBytes([
    ...dims.map((dim) => intField(1, dim)),
    intField(2, INT64),
    bytesField(8, name),
    bytesField(9, new Uint8Array(raw.buffer)),
  ]);
}

/** The content of a `TensorProto` of one float32 number without a dimension. */
export function floatProto(name: string, value: number): Uint8Array {
  return concatBytes([
    intField(2, FLOAT),
    bytesField(8, name),
    bytesField(9, new Uint8Array(Float32Array.of(value).buffer)),
  ]);
}

/** The content of a `ValueInfoProto`, with type and shape left to the runtime. */
export function valueProto(name: string): Uint8Array {
  return bytesField(1, name);
}

/** The content of a `ValueInfoProto` of a float32 matrix whose dimensions are left to the runtime. */
export function matrixProto(name: string): Uint8Array {
  const shape = concatBytes([bytesField(1, ""), bytesField(1, "")]);
  const tensor = concatBytes([intField(1, FLOAT), bytesField(2, shape)]);
  return concatBytes([bytesField(1, name), bytesField(2, bytesField(1, tensor))]);
}

/** The content of a `ValueInfoProto` of float32 numbers in a shape, whose dimensions may be symbolic, or unknown. */
export function floatsProto(name: string, dims: readonly Dim[]): Uint8Array {
  const shape = concatBytes(dims.map((dim) => bytesField(1, dimension(dim))));
  const tensor = concatBytes([intField(1, FLOAT), bytesField(2, shape)]);
  return concatBytes([bytesField(1, name), bytesField(2, bytesField(1, tensor))]);
}

function dimension(dim: Dim): Uint8Array {
  if (dim === null) return new Uint8Array(0);
  return typeof dim === "number" ? intField(1, dim) : bytesField(2, dim);
}
