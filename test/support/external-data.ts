/** A field of a protobuf message that holds bytes. */
export function field(number: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint(8 * number + 2), varint(bytes.length), bytes]);
}

/** A tensor whose values are in another file. */
export function externalTensor(location: string): Buffer {
  const entry = Buffer.concat([field(1, Buffer.from("location")), field(2, Buffer.from(location))]);
  return Buffer.concat([field(8, Buffer.from("w")), field(13, entry), varint(8 * 14), varint(1)]);
}

/** A file that holds a graph, after what else it holds. */
export function withGraph(graph: Uint8Array, rest: Uint8Array = Buffer.of()): Buffer {
  return Buffer.concat([rest, field(7, graph)]);
}

function varint(value: number): Buffer {
  return value < 128
    ? Buffer.of(value)
    : Buffer.concat([Buffer.of((value % 128) + 128), varint(Math.floor(value / 128))]);
}
