import { replacedFields, replacedRecords } from "./replaced-fields.js";
import { readMessage, viewsIn } from "./wire.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;

/** Where in a file the record of a node starts → whole records that stand in its place; none where it is left out. */
export type ReplacedNodes = ReadonlyMap<number, readonly Uint8Array[]>;

/** The pieces of a model with some nodes replaced; what stays are views of its bytes. */
export function withReplacedNodes(bytes: Uint8Array, replaced: ReplacedNodes): readonly Uint8Array[] {
  if (replaced.size === 0) return [bytes];
  const whole = { bytes, name: "the model", start: 0, end: bytes.length };
  return replacedFields<Uint8Array>(bytes, whole, viewsIn(readMessage(whole), MODEL_GRAPH), (graph) =>
    replacedRecords(
      bytes,
      graph,
      viewsIn(readMessage(graph), GRAPH_NODE),
      ({ recordStart }) => replaced.get(recordStart) ?? null,
    ),
  );
}
