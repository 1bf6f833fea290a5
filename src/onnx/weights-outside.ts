import { keptPlaces } from "./kept-places.js";
import { bytesField, concatBytes, intField } from "./proto.js";
import { replacedFields, replacedRecords, withHead } from "./replaced-fields.js";
import type { ReplacedNodes } from "./replaced-nodes.js";
import { intIn, type Message, readMessage, viewsIn, type WireField } from "./wire.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5 } as const;
const TENSOR = { dataType: 2, rawData: 9, externalData: 13, dataLocation: 14 } as const;
const ENTRY = { key: 1, value: 2 } as const;
const EXTERNAL = 1;

/** `TensorProto.DataType` of float32, float16, float64 and bfloat16: integers may be shapes, which the runtime looks at early. */
const FLOATS: ReadonlySet<number | null> = new Set([1, 10, 11, 16]);

/** Smaller tensors stay in the graph: they may be settings, and are not worth a stretch of the file. */
const SMALLEST = 1024;

/** Where ONNX wants values to begin, so that a file can be mapped into memory. */
const ALIGNMENT = 4096;

/** Where the values go: into a file of their own, or they stay where they are in the model's own file. */
type Places = "moved" | "in place";

/** A stretch of the model's bytes that lies in the other file, from `offset` on. */
interface Weights {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** A model in two files. */
export interface WeightsOutside {
  /** The model without the values of its larger float initialisers. */
  readonly graph: Uint8Array;
  readonly weights: readonly Weights[];
  /** Where in the graph the rest of the model is. */
  readonly kept: ReturnType<typeof keptPlaces>;
  /** Bytes of the file as far as its last weights. */
  readonly length: number;
}

/**
 * Parts a model into its graph and a file of weights, as ONNX's external data. A graph so parted may be larger than the 2 GB
 * at which protobuf ends, and the runtime maps the file into memory where it would copy the values several times.
 *
 * @param bytes - a model; may exceed 2 GB.
 * @param location - how the graph is to call the other file: its name, without a folder.
 * @param places - "in place" where the other file is the model's own.
 * @param replaced - what stands in the graph in the place of some nodes.
 * @throws TrisimError "malformed" where the bytes are no message.
 * @see https://github.com/onnx/onnx/blob/main/docs/ExternalData.md
 */
export function weightsOutside(
  bytes: Uint8Array,
  location: string,
  places: Places = "moved",
  replaced: ReplacedNodes = new Map(),
): WeightsOutside {
  const name = "the model";
  const weights: Weights[] = [];
  let length = 0;
  const parted = (field: WireField): readonly Uint8Array[] | null => {
    if (field.number !== GRAPH.initializer) return replaced.get(field.recordStart) ?? null;
    const tensor = readMessage(field);
    const values = valuesOf(tensor);
    if (values === null) return null;
    const { start, end } = values;
    const offset = places === "in place" ? start : Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    weights.push({ start, end, offset });
    length = offset + end - start;
    const entries = { location, offset: `${offset}`, length: `${end - start}` };
    return withHead(field.number, tensorOutside(bytes, tensor, entries));
  };
  const graphs = viewsIn(readMessage({ bytes, name, start: 0, end: bytes.length }), MODEL_GRAPH);
  const graph = replacedFields<Uint8Array>(bytes, { start: 0, end: bytes.length }, graphs, (record) => {
    const message = readMessage(record);
    const fields = Object.values(GRAPH).flatMap((number) => viewsIn(message, number));
    return replacedRecords(
      bytes,
      record,
      fields.sort((a, b) => a.recordStart - b.recordStart),
      parted,
    );
  });
  return { graph: concatBytes(graph), weights, kept: keptPlaces(bytes, graph), length };
}

/** The values of a tensor that may lie outside. */
function valuesOf(tensor: Message): WireField | null {
  if (!FLOATS.has(intIn(tensor, TENSOR.dataType)) || tensor.has(TENSOR.externalData)) return null;
  const [values, more] = viewsIn(tensor, TENSOR.rawData);
  if (values === undefined || more !== undefined || values.end - values.start < SMALLEST) return null;
  return values;
}

function tensorOutside(
  bytes: Uint8Array,
  tensor: Message,
  entries: Readonly<Record<string, string>>,
): readonly Uint8Array[] {
  const kept = [...tensor.values()].flat().filter(({ number }) => number !== TENSOR.rawData);
  const entry = ([key, value]: readonly [string, string]) =>
    bytesField(TENSOR.externalData, concatBytes([bytesField(ENTRY.key, key), bytesField(ENTRY.value, value)]));
  return [
    ...kept.map(({ recordStart, end }) => bytes.subarray(recordStart, end)),
    ...Object.entries(entries).map(entry),
    intField(TENSOR.dataLocation, EXTERNAL),
  ];
}
