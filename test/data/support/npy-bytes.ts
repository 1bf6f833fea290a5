/** The bytes of a .npy file whose header says what the test wants it to. */
export function npyBytes(header: string, data: Uint8Array, version = 1): Uint8Array {
  const lengthBytes = version === 1 ? 2 : 4;
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + lengthBytes + text.length + data.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  bytes.set(text, 8 + lengthBytes);
  bytes.set(data, 8 + lengthBytes + text.length);
  return bytes;
}

/** A header in numpy's words. */
export function npyHeader(descr: string, shape: string, fortranOrder = false): string {
  return `{'descr': ${descr}, 'fortran_order': ${fortranOrder ? "True" : "False"}, 'shape': ${shape}, }\n`;
}

const DESCR = new Map<string, string>([
  ["Float32Array", "'<f4'"],
  ["Float64Array", "'<f8'"],
  ["Uint8Array", "'|u1'"],
  ["Int32Array", "'<i4'"],
  ["BigInt64Array", "'<i8'"],
]);

/** A typed array of some shape as a .npy file. */
export function npyOf(
  data: Float32Array | Float64Array | Uint8Array | Int32Array | BigInt64Array,
  shape: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return npyBytes(
    npyHeader(DESCR.get(data.constructor.name) ?? "?", `(${shape.map((length) => `${length},`).join(" ")})`),
    bytes,
  );
}
