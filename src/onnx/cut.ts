import { ancestors, readsOf } from "./graph.js";
import type { OnnxModel } from "./model.js";
import { bytesField, concatBytes } from "./proto.js";
import { readModel } from "./read-model.js";
import { readMessage, textIn, type WireField } from "./wire.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, value: 13 } as const;
const TENSOR_NAME = 8;
const VALUE_NAME = 1;

/**
 * The part of a model that some of its outputs need: their nodes, and what these read. Everything else, inputs included,
 * is left out; what stays is copied, never written anew.
 *
 * @param outputs - names of outputs of the model.
 * @throws RangeError where the model has no such output.
 */
export function cutTo(model: OnnxModel, outputs: readonly string[]): OnnxModel {
  const there = new Set(model.outputs.map(({ name }) => name));
  const unknown = outputs.find((name) => !there.has(name));
  if (unknown !== undefined) throw new RangeError(`cutTo: ${model.name} has no output ${unknown}`);
  const needed = new Set(outputs.flatMap((output) => [...ancestors(model, output)]));
  const nodes = model.nodes.filter((node) => node.outputs.some((name) => needed.has(name)));
  const nodeStarts = new Set(nodes.map(({ record }) => record.start));
  const kept = new Set([...needed, ...nodes.flatMap((node) => [...readsOf(node), ...node.outputs])]);
  const wanted = new Set(outputs);

  const stays = (field: WireField): boolean => {
    switch (field.number) {
      case GRAPH.node:
        return nodeStarts.has(field.recordStart);
      case GRAPH.initializer:
        return kept.has(nameIn(field, TENSOR_NAME));
      case GRAPH.input:
      case GRAPH.value:
        return kept.has(nameIn(field, VALUE_NAME));
      case GRAPH.output:
        return wanted.has(nameIn(field, VALUE_NAME));
      default:
        return true;
    }
  };
  return readModel(rebuilt(model, stays), model.name);
}

function nameIn(field: WireField, number: number): string {
  return textIn(readMessage(field), number);
}

/** The file with only those fields of its graph that stay. */
function rebuilt({ bytes, name, graphRecords }: OnnxModel, stays: (field: WireField) => boolean): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { recordStart, start, end } of graphRecords) {
    pieces.push(bytes.subarray(at, recordStart));
    const fields = [...readMessage({ bytes, name, start, end }).values()].flat();
    const inOrder = fields.filter(stays).sort((a, b) => a.recordStart - b.recordStart);
    pieces.push(bytesField(MODEL_GRAPH, concatBytes(inOrder.map((f) => bytes.subarray(f.recordStart, f.end)))));
    at = end;
  }
  return concatBytes([...pieces, bytes.subarray(at)]);
}
