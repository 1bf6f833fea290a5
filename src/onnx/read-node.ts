import type { AttributeValue, OnnxNode, OnnxSubGraph } from "./model.js";
import { readTensor } from "./read-tensor.js";
import {
  floatsIn,
  intsIn,
  type Message,
  malformed,
  readMessage,
  textIn,
  textsIn,
  viewsIn,
  type WireField,
} from "./wire.js";

/** Field numbers in onnx.proto. */
const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, f: 2, i: 3, s: 4, t: 5, g: 6, floats: 7, ints: 8, strings: 9 } as const;
const GRAPHS = 11;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 } as const;
const TENSOR_NAME = 8;
const VALUE_NAME = 1;

/** Sub-graphs deeper than this are an attack, not a network. */
const MAX_DEPTH = 32;

/** Reads a `NodeProto`; `depth` counts the sub-graphs around it. */
export function readNode(field: WireField, depth = 0): OnnxNode {
  const message = readMessage(field);
  const attributes = viewsIn(message, NODE.attribute).map((attribute) => readMessage(attribute));
  const graphs = attributes.flatMap((attribute) => [...viewsIn(attribute, ATTRIBUTE.g), ...viewsIn(attribute, GRAPHS)]);
  const domain = textIn(message, NODE.domain);
  return {
    name: textIn(message, NODE.name),
    opType: textIn(message, NODE.opType),
    domain: domain === "ai.onnx" ? "" : domain,
    inputs: textsIn(message, NODE.input),
    outputs: textsIn(message, NODE.output),
    attributes: new Map(attributes.flatMap(readAttribute)),
    subGraphs: graphs.map((graph) => readSubGraph(graph, depth + 1)),
    record: { start: field.recordStart, end: field.end },
  };
}

/** Name and value of an attribute, or nothing where it holds a graph or a kind of value no operator here reads. */
function readAttribute(message: Message): (readonly [string, AttributeValue])[] {
  const value = readValue(message);
  return value === undefined ? [] : [[textIn(message, ATTRIBUTE.name), value]];
}

function readValue(message: Message): AttributeValue | undefined {
  const tensor = viewsIn(message, ATTRIBUTE.t).at(-1);
  if (tensor !== undefined) return readTensor(tensor);
  if (message.has(ATTRIBUTE.ints)) return intsIn(message, ATTRIBUTE.ints);
  if (message.has(ATTRIBUTE.floats)) return floatsIn(message, ATTRIBUTE.floats);
  if (message.has(ATTRIBUTE.strings)) return viewsIn(message, ATTRIBUTE.strings).map(looseText);
  if (message.has(ATTRIBUTE.i)) return intsIn(message, ATTRIBUTE.i).at(-1);
  if (message.has(ATTRIBUTE.f)) return floatsIn(message, ATTRIBUTE.f).at(-1);
  return viewsIn(message, ATTRIBUTE.s).map(looseText).at(-1);
}

/** String attributes are bytes: some operators keep binary in them. */
function looseText({ bytes, start, end }: WireField): string {
  return new TextDecoder().decode(bytes.subarray(start, end));
}

/** Reads the graph that an attribute holds, as far as the graph around it is concerned. */
function readSubGraph(field: WireField, depth: number): OnnxSubGraph {
  if (depth > MAX_DEPTH) throw malformed(field.name, `its sub-graphs are nested more than ${MAX_DEPTH} deep`);
  const message = readMessage(field);
  const nodes = viewsIn(message, GRAPH.node).map((node) => readNode(node, depth));
  const namesIn = (number: number, key: number) =>
    viewsIn(message, number).map((view) => textIn(readMessage(view), key));
  const own = new Set([
    "",
    ...namesIn(GRAPH.initializer, TENSOR_NAME),
    ...namesIn(GRAPH.input, VALUE_NAME),
    ...nodes.flatMap((node) => node.outputs),
  ]);
  const read = nodes.flatMap((node) => [...node.inputs, ...node.subGraphs.flatMap((inner) => inner.captures)]);
  const opTypes = nodes.flatMap((node) => [node.opType, ...node.subGraphs.flatMap((inner) => inner.opTypes)]);
  const captures = [...read, ...namesIn(GRAPH.output, VALUE_NAME)].filter((name) => !own.has(name));
  return { opTypes: [...new Set(opTypes)], captures: [...new Set(captures)] };
}
