import type { OnnxModel, OnnxNode } from "./model.js";
import { bytesField, concatBytes } from "./proto.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, output: 12 } as const;

/** What to change in a graph; messages are given as their content. */
export interface GraphEdit {
  readonly drop?: ReadonlySet<OnnxNode>;
  readonly nodes?: readonly Uint8Array[];
  readonly initializers?: readonly Uint8Array[];
  readonly outputs?: readonly Uint8Array[];
}

/**
 * The bytes of a model with some nodes left out and others, initialisers and outputs appended.
 *
 * What stays is copied, never written anew. What is new goes to the END of the file as a second `graph` record, which
 * protobuf merges with the first, so offsets into the file stay right where nothing is dropped.
 */
export function editGraph(model: OnnxModel, edit: GraphEdit): Uint8Array {
  const appended = concatBytes([
    ...(edit.nodes ?? []).map((node) => bytesField(GRAPH.node, node)),
    ...(edit.initializers ?? []).map((tensor) => bytesField(GRAPH.initializer, tensor)),
    ...(edit.outputs ?? []).map((output) => bytesField(GRAPH.output, output)),
  ]);
  const kept = edit.drop === undefined || edit.drop.size === 0 ? [model.bytes] : without(model, edit.drop);
  return concatBytes(appended.length === 0 ? kept : [...kept, bytesField(MODEL_GRAPH, appended)]);
}

/** The file in pieces, each graph record without the dropped nodes and with its new length. */
function without(model: OnnxModel, drop: ReadonlySet<OnnxNode>): Uint8Array[] {
  const gaps = [...drop].map((node) => node.record).sort((a, b) => a.start - b.start);
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { recordStart, start, end } of model.graphRecords) {
    pieces.push(model.bytes.subarray(at, recordStart));
    const inside = gaps.filter((gap) => gap.start >= start && gap.end <= end);
    const edges = [start, ...inside.flatMap((gap) => [gap.start, gap.end]), end];
    const content = edges.flatMap((from, i) => (i % 2 === 0 ? [model.bytes.subarray(from, edges[i + 1])] : []));
    pieces.push(bytesField(MODEL_GRAPH, concatBytes(content)));
    at = end;
  }
  return [...pieces, model.bytes.subarray(at)];
}
