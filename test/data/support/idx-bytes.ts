/** An idx file of unsigned bytes. */
export function idxBytes(shape: readonly number[], data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 + shape.length);
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}
