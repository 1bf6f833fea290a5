import { keptPlaces, placeOf } from "./kept-places.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { bytesField, concatBytes, fieldHead } from "./proto.js";
import type { Variant } from "./variant.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 } as const;

/** What to change in a graph; messages are given as their content. */
export interface GraphEdit {
  readonly drop?: ReadonlySet<OnnxNode>;
  /** Nodes in the place of a node, so that whatever reads what they make still comes after them. */
  readonly replace?: ReadonlyMap<OnnxNode, readonly Uint8Array[]>;
  readonly nodes?: readonly Uint8Array[];
  readonly initializers?: readonly Uint8Array[];
  readonly inputs?: readonly Uint8Array[];
  readonly outputs?: readonly Uint8Array[];
}

type Replacement = readonly [OnnxNode, readonly Uint8Array[]];

/**
 * The bytes of a model with some nodes left out or replaced and others, initialisers, inputs and outputs appended.
 *
 * What stays is copied, never written anew. What is new goes to the END of the file as a second `graph` record, which
 * protobuf merges with the first, so offsets into the file stay right where nothing is dropped or replaced.
 *
 * @param variant - what comes behind the model already, and what it holds instead.
 */
export function editGraph(model: OnnxModel, edit: GraphEdit, variant: Partial<Variant> = {}): Uint8Array {
  const kept = withReplaced(model, new Map([...[...(edit.drop ?? [])].map(asNothing), ...(edit.replace ?? [])]));
  const whole = concatBytes([...kept, variant.appended ?? new Uint8Array(0), appendedRecord(edit)]);
  const places = keptPlaces(model.bytes, kept);
  for (const { start, bytes } of variant.changed?.() ?? []) whole.set(bytes, placeOf(start, places));
  return whole;
}

/** What an edit may have that changes no byte of the model. */
type Appended = Pick<GraphEdit, "nodes" | "initializers" | "inputs" | "outputs">;

/** A model with nodes, initialisers, inputs and outputs appended; its bytes are not copied. */
export function withAppended(model: OnnxModel, edit: Appended): Variant {
  return { base: model, appended: appendedRecord(edit) };
}

/** What an edit appends: a `graph` record, or nothing. */
function appendedRecord(edit: Appended): Uint8Array {
  const appended = concatBytes([
    ...(edit.nodes ?? []).map((node) => bytesField(GRAPH.node, node)),
    ...(edit.initializers ?? []).map((tensor) => bytesField(GRAPH.initializer, tensor)),
    ...(edit.inputs ?? []).map((input) => bytesField(GRAPH.input, input)),
    ...(edit.outputs ?? []).map((output) => bytesField(GRAPH.output, output)),
  ]);
  return appended.length === 0 ? appended : bytesField(MODEL_GRAPH, appended);
}

/** To drop a node is to put nothing in its place. */
function asNothing(node: OnnxNode): Replacement {
  return [node, []];
}

/** The file in pieces, each graph record with what stands in the place of some nodes and with its new length. */
function withReplaced(model: OnnxModel, replace: ReadonlyMap<OnnxNode, readonly Uint8Array[]>): readonly Uint8Array[] {
  if (replace.size === 0) return [model.bytes];
  const inOrder = [...replace].sort(([a], [b]) => a.record.start - b.record.start);
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { recordStart, start, end } of model.graphRecords) {
    pieces.push(model.bytes.subarray(at, recordStart));
    const inside = inOrder.filter(([{ record }]) => record.start >= start && record.end <= end);
    const content = contentOf(model.bytes, { start, end }, inside);
    const length = content.reduce((sum, piece) => sum + piece.length, 0);
    pieces.push(fieldHead(MODEL_GRAPH, length), ...content);
    at = end;
  }
  return [...pieces, model.bytes.subarray(at)];
}

/** What a graph record holds, in pieces. */
function contentOf(
  bytes: Uint8Array,
  { start, end }: OnnxNode["record"],
  replacements: readonly Replacement[],
): Uint8Array[] {
  let at = start;
  const pieces = replacements.flatMap(([{ record }, nodes]) => {
    const before = bytes.subarray(at, record.start);
    at = record.end;
    return [before, ...nodes.map((node) => bytesField(GRAPH.node, node))];
  });
  return [...pieces, bytes.subarray(at, end)];
}
