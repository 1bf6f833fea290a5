import { TrisimError } from "../errors.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "./model.js";
import { readNode } from "./read-node.js";
import { readTensor } from "./read-tensor.js";
import { readValue } from "./read-value.js";
import { intIn, type Message, malformed, readMessage, textIn, viewsIn, type WireField } from "./wire.js";

/** Field numbers in onnx.proto. */
const MODEL = { irVersion: 1, producer: 2, graph: 7, opset: 8, metadata: 14, functions: 25 } as const;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, value: 13, sparseInitializer: 15 } as const;
const OPSET = { domain: 1, version: 2 } as const;
const PROPERTY = { key: 1, value: 2 } as const;
const FUNCTION = { name: 1, domain: 10 } as const;

/** No real network has more; without a limit a few bytes of a file would cost a kilobyte of memory. */
const MAX_NODES = 2 ** 17;

/**
 * Reads an ONNX model. Weights are not copied: an initialiser says where in `bytes` its values are.
 *
 * Safe on any bytes: the time is proportional to their number, and nothing is allocated that they do not hold.
 *
 * @param bytes - the file.
 * @param name - how messages name the model.
 * @throws TrisimError "malformed" where the bytes are no ONNX model; "unsupported" for external data, sparse
 * initialisers and model-local functions, which are ONNX but not one self-contained graph.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function readModel(bytes: Uint8Array, name = "the model"): OnnxModel {
  if (bytes.length === 0) throw malformed(name, "it is empty");
  const message = readMessage({ bytes, name, start: 0, end: bytes.length });
  const graphs = viewsIn(message, MODEL.graph);
  if (graphs.length === 0) throw malformed(name, "it holds no graph");
  // Protobuf merges several records of one message: together they are one graph.
  const parts = graphs.map(readMessage);
  const all = (number: number): readonly WireField[] => parts.flatMap((part) => viewsIn(part, number));
  refuseSparse(name, all(GRAPH.sparseInitializer));
  if (all(GRAPH.node).length > MAX_NODES) throw malformed(name, `its graph has ${all(GRAPH.node).length} nodes`);
  const nodes = all(GRAPH.node).map((node) => readNode(node));
  if (nodes.length === 0) throw malformed(name, "its graph has no nodes");
  refuseFunctions(name, nodes, message);
  const initializers = initializersByName(name, all(GRAPH.initializer).map(readTensor));
  const model: OnnxModel = {
    name,
    bytes,
    file: null,
    producer: textIn(message, MODEL.producer),
    metadata: metadataIn(message),
    irVersion: intIn(message, MODEL.irVersion) ?? 0,
    opset: opsetIn(name, message),
    nodes,
    initializers,
    inputs: all(GRAPH.input)
      .map(readValue)
      .filter((input) => !initializers.has(input.name)),
    outputs: all(GRAPH.output).map(readValue),
    values: new Map(
      all(GRAPH.value)
        .map(readValue)
        .map((value) => [value.name, value]),
    ),
    graphRecords: graphs.map(({ recordStart, start, end }) => ({ recordStart, start, end })),
  };
  checkOrigins(model);
  return model;
}

function metadataIn(message: Message): ReadonlyMap<string, string> {
  const properties = viewsIn(message, MODEL.metadata).map(readMessage);
  return new Map(properties.map((each) => [textIn(each, PROPERTY.key), textIn(each, PROPERTY.value)]));
}

function opsetIn(name: string, message: Message): number {
  const imports = viewsIn(message, MODEL.opset).map(readMessage);
  const standard = imports.filter((opset) => ["", "ai.onnx"].includes(textIn(opset, OPSET.domain))).at(-1);
  if (standard === undefined) throw malformed(name, "it does not say which version of the operators it uses");
  return intIn(standard, OPSET.version) ?? 0;
}

function refuseSparse(name: string, sparse: readonly WireField[]): void {
  if (sparse.length === 0) return;
  throw new TrisimError("unsupported", `${name}: has ${sparse.length} sparse initialisers; store them densely`);
}

function refuseFunctions(name: string, nodes: readonly OnnxNode[], message: Message): void {
  const key = (domain: string, opType: string) => `${domain}::${opType}`;
  const functions = viewsIn(message, MODEL.functions).map(readMessage);
  const names = new Set(functions.map((each) => key(textIn(each, FUNCTION.domain), textIn(each, FUNCTION.name))));
  const call = nodes.find((node) => names.has(key(node.domain, node.opType)));
  if (call === undefined) return;
  const what = `node "${call.name}" calls the model-local function ${call.opType}`;
  throw new TrisimError("unsupported", `${name}: ${what}; export the model with its functions inlined`);
}

function initializersByName(name: string, tensors: readonly OnnxTensor[]): ReadonlyMap<string, OnnxTensor> {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const twice = tensors.find((tensor) => byName.get(tensor.name) !== tensor);
  if (twice !== undefined) throw malformed(name, `two initialisers are named "${twice.name}"`);
  return byName;
}

/** Every tensor has one origin (an input, an initialiser, one output of one node), and it comes before it is read. */
function checkOrigins(model: OnnxModel): void {
  const { name, nodes } = model;
  const made = new Set([...model.initializers.keys(), ""]);
  const make = (tensor: string) => {
    if (made.has(tensor) && tensor !== "") throw malformed(name, `two tensors are named "${tensor}"`);
    made.add(tensor);
  };
  const read = (tensor: string, reader: string) => {
    if (!made.has(tensor)) throw malformed(name, `${reader} reads "${tensor}", which nothing before it makes`);
  };
  for (const input of model.inputs) make(input.name);
  for (const node of nodes) {
    const captured = node.subGraphs.flatMap((graph) => graph.captures);
    for (const tensor of [...node.inputs, ...captured]) read(tensor, `node "${node.name}" (${node.opType})`);
    for (const tensor of node.outputs) make(tensor);
  }
  for (const output of model.outputs) read(output.name, "the list of outputs");
}
