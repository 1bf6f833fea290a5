import type { OnnxModel, OnnxNode } from "./model.js";
import { bytesField, concatBytes } from "./proto.js";
import { readMessage } from "./wire.js";

/** Field numbers of `NodeProto` in onnx.proto. */
const NODE = { input: 1, output: 2 } as const;

/** Other names for some of the tensors of a node, by place. */
export interface NewNames {
  readonly inputs?: ReadonlyMap<number, string>;
  readonly outputs?: ReadonlyMap<number, string>;
}

/**
 * A node that reads or makes other tensors, as the content of its `NodeProto`; every other field is copied as it is.
 *
 * @throws RangeError where the node has no such place.
 */
export function renamedNode({ bytes, name }: OnnxModel, node: OnnxNode, names: NewNames): Uint8Array {
  checkPlaces("input", names.inputs, node.inputs);
  checkPlaces("output", names.outputs, node.outputs);
  const [record] = [...readMessage({ bytes, name, ...node.record }).values()].flat();
  if (record === undefined) throw new RangeError(`renamedNode: no node lies at byte ${node.record.start} of ${name}`);
  const message = readMessage(record);
  const renamed = new Map(
    ([NODE.input, NODE.output] as const).flatMap((number) => {
      const places = (number === NODE.input ? names.inputs : names.outputs) ?? new Map<number, string>();
      return (message.get(number) ?? []).flatMap((field, k) => {
        const fresh = places.get(k);
        return fresh === undefined ? [] : [[field, bytesField(number, fresh)] as const];
      });
    }),
  );
  const fields = [...message.values()].flat().sort((a, b) => a.recordStart - b.recordStart);
  return concatBytes(fields.map((field) => renamed.get(field) ?? bytes.subarray(field.recordStart, field.end)));
}

function checkPlaces(what: string, places: NewNames["inputs"], there: readonly string[]): void {
  const beyond = [...(places?.keys() ?? [])].find((place) => !(place in there));
  if (beyond !== undefined) throw new RangeError(`renamedNode: there is no ${what} ${beyond}, only ${there.length}`);
}
