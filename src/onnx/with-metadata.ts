import { bytesField, concatBytes } from "./proto.js";
import { readMessage } from "./wire.js";

/** `metadata_props` of a ModelProto, and the fields of its entries. */
const METADATA = 14;
const [KEY, VALUE] = [1, 2];

/**
 * A model whose metadata are these and no others: what a file says of the network that it was is not true of one made of it.
 *
 * @param bytes - an ONNX file.
 * @example
 * withMetadata(new Uint8Array(0), { a: "b" }); // => Uint8Array.of(114, 6, 10, 1, 97, 18, 1, 98)
 */
export function withMetadata(bytes: Uint8Array, entries: Readonly<Record<string, string>>): Uint8Array {
  const message = readMessage({ bytes, name: "model", start: 0, end: bytes.length });
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const { recordStart, end } of message.get(METADATA) ?? []) {
    kept.push(bytes.subarray(at, recordStart));
    at = end;
  }
  const written = Object.entries(entries).map(([key, value]) =>
    bytesField(METADATA, concatBytes([bytesField(KEY, key), bytesField(VALUE, value)])),
  );
  return concatBytes([...kept, bytes.subarray(at), ...written]);
}
