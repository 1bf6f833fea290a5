import { TrisimError } from "../errors.js";
import { ELEM_TYPES, type ElemType, type OnnxTensor, type ValueField } from "./model.js";
import { intIn, intsIn, type Message, malformed, readMessage, textIn, viewsIn, type WireView } from "./wire.js";

/** Field numbers of `TensorProto` in onnx.proto. */
const DIMS = 1;
const DATA_TYPE = 2;
const SEGMENT = 3;
const STRING_DATA = 6;
const NAME = 8;
const EXTERNAL_DATA = 13;
const DATA_LOCATION = 14;
const VALUE_FIELDS: ReadonlyMap<number, ValueField> = new Map([
  [4, "float"],
  [5, "int32"],
  [7, "int64"],
  [9, "raw"],
  [10, "double"],
  [11, "uint64"],
]);

/** No operator takes more; a file that claims more is broken. */
const MAX_RANK = 64;

/** Bits an element takes in `raw_data`, and the typed field that may hold it instead. */
const LAYOUT: Readonly<Record<ElemType, readonly [bits: number, field: ValueField]>> = {
  undefined: [0, "raw"],
  float32: [32, "float"],
  uint8: [8, "int32"],
  int8: [8, "int32"],
  uint16: [16, "int32"],
  int16: [16, "int32"],
  int32: [32, "int32"],
  int64: [64, "int64"],
  string: [0, "string"],
  bool: [8, "int32"],
  float16: [16, "int32"],
  float64: [64, "double"],
  uint32: [32, "uint64"],
  uint64: [64, "uint64"],
  complex64: [64, "float"],
  complex128: [128, "double"],
  bfloat16: [16, "int32"],
  float8e4m3fn: [8, "int32"],
  float8e4m3fnuz: [8, "int32"],
  float8e5m2: [8, "int32"],
  float8e5m2fnuz: [8, "int32"],
  uint4: [4, "int32"],
  int4: [4, "int32"],
  float4e2m1: [4, "int32"],
  float8e8m0: [8, "int32"],
};

/** Reads a `TensorProto`, leaving its values in the file, and checks that they are as many as its dimensions say. */
export function readTensor(view: WireView): OnnxTensor {
  const message = readMessage(view);
  const name = textIn(message, NAME);
  refuseElsewhere(view, name, message);
  const elemType = elemTypeOf(view, intIn(message, DATA_TYPE) ?? 0);
  const dims = intsIn(message, DIMS);
  const size = sizeOf(view, name, dims);
  const record = { start: view.start, end: view.end };
  const { valueField, values } = elemType === "string" ? strings(view) : holder(view, name, message);
  const tensor = { name, elemType, dims, size, valueField, values, record };
  const held = elemType === "string" ? viewsIn(message, STRING_DATA).length : heldElements(view, tensor);
  if (held !== size) throw malformed(view.name, `tensor "${name}" of ${size} elements [${dims}] holds ${held}`);
  return tensor;
}

function refuseElsewhere(view: WireView, name: string, message: Message): void {
  if (message.has(SEGMENT)) throw new TrisimError("unsupported", `${view.name}: tensor "${name}" is cut into segments`);
  if (!message.has(EXTERNAL_DATA) && intIn(message, DATA_LOCATION) !== 1) return;
  const why = "keeps its values in another file (external data); save the model as one file";
  throw new TrisimError("unsupported", `${view.name}: tensor "${name}" ${why}`);
}

type Holder = Pick<OnnxTensor, "valueField" | "values">;

function strings({ start, end }: WireView): Holder {
  return { valueField: "string", values: { start, end } };
}

/** The one field that holds the values. */
function holder(view: WireView, name: string, message: Message): Holder {
  const holders = [...VALUE_FIELDS].flatMap(([number, valueField]) =>
    viewsIn(message, number)
      .filter(({ start, end }) => end > start)
      .map(({ start, end }) => ({ valueField, values: { start, end } })),
  );
  if (holders.length > 1)
    throw new TrisimError("unsupported", `${view.name}: tensor "${name}" has its values in pieces`);
  return holders[0] ?? { valueField: "raw", values: { start: view.end, end: view.end } };
}

function elemTypeOf(view: Pick<WireView, "name">, code: number): ElemType {
  const elemType = ELEM_TYPES[code];
  if (elemType === undefined) throw new TrisimError("unsupported", `${view.name}: element type ${code} is not known`);
  return elemType;
}

/** How many bytes the values of a tensor take in `raw_data`. */
export function rawBytes(
  view: Pick<WireView, "name">,
  name: string,
  dims: readonly number[],
  dataType: number,
): number {
  const [bits] = LAYOUT[elemTypeOf(view, dataType)];
  return Math.ceil((sizeOf(view, name, dims) * bits) / 8);
}

function sizeOf(view: Pick<WireView, "name">, name: string, dims: readonly number[]): number {
  if (dims.length > MAX_RANK) throw malformed(view.name, `tensor "${name}" has ${dims.length} dimensions`);
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (dims.some((dim) => dim < 0) || !Number.isSafeInteger(size)) {
    throw malformed(view.name, `tensor "${name}" has the impossible dimensions [${dims}]`);
  }
  return size;
}

/** How many elements the value field holds: by its length or, for varints, by counting where they end. */
function heldElements(view: WireView, { elemType, name, valueField, values, size }: OnnxTensor): number {
  const length = values.end - values.start;
  const [bits, typedField] = LAYOUT[elemType];
  if (length === 0) return 0;
  if (bits === 0) throw malformed(view.name, `tensor "${name}" has values of no type`);
  if (valueField !== "raw" && valueField !== typedField) {
    throw malformed(view.name, `tensor "${name}" of ${elemType} has its values in ${valueField}_data`);
  }
  const isVarint = valueField === "int32" || valueField === "int64" || valueField === "uint64";
  const units = isVarint ? countVarints(view.bytes.subarray(values.start, values.end)) : length;
  // Two 4-bit elements share a byte or a varint; the last may stand alone.
  if (bits === 4) return units === Math.ceil(size / 2) ? size : 2 * units;
  return isVarint ? units : (units * 8) / bits;
}

function countVarints(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x80) count++;
  return count;
}
