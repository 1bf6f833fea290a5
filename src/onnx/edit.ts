import type { OnnxModel, OnnxNode } from "./model.js";
import { bytesField, concatBytes } from "./proto.js";
import { type Variant, written } from "./variant.js";

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

/**
 * A model with some nodes left out or replaced and others, initialisers, inputs and outputs appended; its bytes are not copied.
 *
 * What stays is copied once it is written, never written anew. What is new goes to the END of the file as a second `graph` record,
 * which protobuf merges with the first, so offsets into the file stay right where nothing is dropped or replaced.
 *
 * @param variant - what comes behind the model already, and what it holds instead.
 */
export function edited(model: OnnxModel, edit: GraphEdit, { appended, changed }: Partial<Variant> = {}): Variant {
  const { drop = [], replace = [] } = edit;
  const replaced = new Map<number, readonly Uint8Array[]>([
    ...[...drop].map(({ record }) => [record.start, []] as const),
    ...[...replace].map(([{ record }, nodes]) => [record.start, nodes.map(nodeRecord)] as const),
  ]);
  return {
    base: model,
    appended: concatBytes([appended ?? new Uint8Array(0), appendedRecord(edit)]),
    ...(replaced.size > 0 && { replaced }),
    ...(changed && { changed }),
  };
}

/** The same, written. */
export function editGraph(model: OnnxModel, edit: GraphEdit): Uint8Array {
  return written(edited(model, edit));
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
    ...(edit.nodes ?? []).map(nodeRecord),
    ...(edit.initializers ?? []).map((tensor) => bytesField(GRAPH.initializer, tensor)),
    ...(edit.inputs ?? []).map((input) => bytesField(GRAPH.input, input)),
    ...(edit.outputs ?? []).map((output) => bytesField(GRAPH.output, output)),
  ]);
  return appended.length === 0 ? appended : bytesField(MODEL_GRAPH, appended);
}

function nodeRecord(node: Uint8Array): Uint8Array {
  return bytesField(GRAPH.node, node);
}
