import { type Message, readMessage, textIn, viewsIn, type WireView } from "./wire.js";

/** Field numbers in onnx.proto: where tensors are, from the model down. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE_ATTRIBUTE = 5;
const ATTRIBUTE = { tensor: 5, graph: 6, tensors: 10, graphs: 11 } as const;
const EXTERNAL_DATA = 13;
const ENTRY = { key: 1, value: 2 } as const;

/** No real graph holds branches deeper. */
const MAX_DEPTH = 16;

/**
 * The files that a model keeps values of its tensors in, each once: as the graph writes them, relative to the model's folder.
 *
 * @param bytes - the model's own file.
 * @param name - how messages name the model.
 * @returns none for a model of one file.
 * @throws TrisimError "malformed" where the bytes are no ONNX model.
 */
export function externalLocations(bytes: Uint8Array, name = "the model"): readonly string[] {
  const message = readMessage({ bytes, name, start: 0, end: bytes.length });
  const locations = viewsIn(message, MODEL_GRAPH).flatMap((graph) => [...tensorsIn(graph, 0)].flatMap(locationOf));
  return [...new Set(locations)];
}

function* tensorsIn(graph: WireView, depth: number): Generator<Message> {
  if (depth > MAX_DEPTH) return;
  const message = readMessage(graph);
  for (const tensor of viewsIn(message, GRAPH.initializer)) yield readMessage(tensor);
  for (const node of viewsIn(message, GRAPH.node)) {
    for (const attribute of viewsIn(readMessage(node), NODE_ATTRIBUTE)) yield* tensorsOf(readMessage(attribute), depth);
  }
}

function* tensorsOf(attribute: Message, depth: number): Generator<Message> {
  for (const number of [ATTRIBUTE.tensor, ATTRIBUTE.tensors]) {
    for (const tensor of viewsIn(attribute, number)) yield readMessage(tensor);
  }
  for (const number of [ATTRIBUTE.graph, ATTRIBUTE.graphs]) {
    for (const graph of viewsIn(attribute, number)) yield* tensorsIn(graph, depth + 1);
  }
}

function locationOf(tensor: Message): readonly string[] {
  const entries = viewsIn(tensor, EXTERNAL_DATA).map(readMessage);
  return entries.filter((entry) => textIn(entry, ENTRY.key) === "location").map((entry) => textIn(entry, ENTRY.value));
}
