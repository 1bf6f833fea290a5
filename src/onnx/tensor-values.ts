import { TrisimError } from "../errors.js";
import { bytesAt } from "./bytes-at.js";
import { bfloatToNumber, halfToNumber } from "./half.js";
import type { ElemType, OnnxModel, OnnxTensor, StoredModel } from "./model.js";
import { exactInt, varints } from "./wire.js";

/** The elements of a tensor, row-major; 16-bit floats become 32-bit ones, booleans 0 and 1. */
export type TensorValues =
  | Float32Array<ArrayBuffer>
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

type Source = Pick<OnnxTensor, "valueField" | "values"> & { readonly bytes: Uint8Array };

/** One decoder an element type; a type without one is refused. */
const DECODERS: Partial<Record<ElemType, (source: Source) => TensorValues>> = {
  float32: (source) => new Float32Array(fixed(source)),
  float64: (source) => new Float64Array(fixed(source)),
  float16: (source) => Float32Array.from(words(source), halfToNumber),
  bfloat16: (source) => Float32Array.from(words(source), bfloatToNumber),
  bool: (source) => (isRaw(source) ? new Uint8Array(fixed(source)) : Uint8Array.from(integers(source), Number)),
  uint8: (source) => (isRaw(source) ? new Uint8Array(fixed(source)) : Uint8Array.from(integers(source), Number)),
  int8: (source) => (isRaw(source) ? new Int8Array(fixed(source)) : Int8Array.from(integers(source), Number)),
  uint16: (source) => words(source),
  int16: (source) => (isRaw(source) ? new Int16Array(fixed(source)) : Int16Array.from(integers(source), Number)),
  int32: (source) => (isRaw(source) ? new Int32Array(fixed(source)) : Int32Array.from(integers(source), Number)),
  uint32: (source) => (isRaw(source) ? new Uint32Array(fixed(source)) : Uint32Array.from(integers(source), Number)),
  int64: (source) => (isRaw(source) ? new BigInt64Array(fixed(source)) : BigInt64Array.from(integers(source))),
  uint64: (source) => (isRaw(source) ? new BigUint64Array(fixed(source)) : BigUint64Array.from(integers(source))),
};

/**
 * Decodes a tensor.
 *
 * @param model - whose bytes hold the tensor.
 * @returns `tensor.size` elements, a copy.
 * @throws TrisimError "unsupported" for strings, complex numbers and floats or integers below a byte.
 */
export function tensorValues(model: StoredModel & Pick<OnnxModel, "name">, tensor: OnnxTensor): TensorValues {
  const decode = DECODERS[tensor.elemType];
  if (decode === undefined) {
    throw new TrisimError("unsupported", `${model.name}: tensor "${tensor.name}" is of type ${tensor.elemType}`);
  }
  const { valueField, values } = tensor;
  const bytes = bytesAt(model, values.start, values.end);
  return decode({ bytes, valueField, values: { start: 0, end: bytes.length } });
}

function isRaw({ valueField }: Source): boolean {
  return valueField === "raw";
}

/** A copy of the bytes: those in the file need not be aligned. ONNX is little-endian, as are all hosts of JavaScript. */
function fixed({ bytes, values }: Source): ArrayBuffer {
  return new Uint8Array(bytes.subarray(values.start, values.end)).buffer;
}

function words(source: Source): Uint16Array {
  return isRaw(source) ? new Uint16Array(fixed(source)) : Uint16Array.from(integers(source), Number);
}

function* integers({ bytes, values }: Source): Generator<bigint> {
  for (const view of varints({ bytes, name: "the model", ...values })) yield exactInt(view);
}
