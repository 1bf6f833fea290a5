import { elementCount, shapeText } from "./nd-array.js";

/** A tensor to write: float32 or float64, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/**
 * The bytes of a .safetensors file: header padded with spaces to a multiple of 8 bytes, then the data, float64 before
 * float32 and otherwise in the order given, so that every tensor is aligned. The same input gives the same bytes.
 *
 * @param tensors - name → tensor.
 * @param metadata - texts to keep beside the tensors.
 * @throws RangeError where a shape and the number of its elements differ, or a tensor is called `__metadata__`.
 * @see https://github.com/huggingface/safetensors#format
 * @example
 * encodeSafetensors(new Map([["fc", { shape: [1, 2], data: Float32Array.of(1, 2) }]]), {}).length; // => 96
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const ordered = [...tensors].sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  let end = 0;
  const entries = ordered.map(([name, tensor]) => {
    check(name, tensor);
    const start = end;
    end += tensor.data.byteLength;
    const dtype = tensor.data instanceof Float64Array ? "F64" : "F32";
    return [name, { dtype, shape: tensor.shape, data_offsets: [start, end] }] as const;
  });
  const header = encodeHeader(Object.fromEntries([["__metadata__", metadata], ...entries]));
  const file = new Uint8Array(header.length + end);
  file.set(header);
  let position = header.length;
  for (const [, { data }] of ordered) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}

function check(name: string, { shape, data }: Tensor): void {
  if (name === "__metadata__") {
    throw new RangeError("encodeSafetensors: the format keeps the name __metadata__ for itself");
  }
  if (elementCount(shape) === data.length) return;
  throw new RangeError(`encodeSafetensors: ${name} has shape ${shapeText(shape)} and ${data.length} elements`);
}

/** The header's length as 8 bytes, then the header, padded so that the data begin at a multiple of 8. */
function encodeHeader(header: object): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  return bytes;
}
