import { fieldHead } from "./proto.js";
import { rawBytes } from "./read-tensor.js";
import { replacedFields } from "./replaced-fields.js";
import { intIn, intsIn, type Message, malformed, readMessage, textIn, viewsIn, type WireField } from "./wire.js";

/** Field numbers in onnx.proto. */
const MODEL_GRAPH = 7;
const GRAPH_INITIALIZER = 5;
const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9, externalData: 13, dataLocation: 14 } as const;
const ENTRY = { key: 1, value: 2 } as const;
const EXTERNAL = 1;

/** Values that lie in another file: `length` bytes from `offset` on. */
export interface OutsideValues {
  readonly tensor: string;
  /** The other file's path, beginning at the model's folder. */
  readonly location: string;
  readonly offset: number;
  readonly length: number;
}

/** A stretch of a model in one file: bytes, or values that are still to be read. */
export type ModelPiece = Uint8Array | OutsideValues;

/**
 * The pieces that a model with external data would consist of, were all its initialisers in the one file.
 *
 * @param bytes - the model's file.
 * @param name - how messages name the model.
 * @returns `null` where no initialiser has its values elsewhere.
 * @throws TrisimError "malformed" where an initialiser does not say what part of which file it is.
 * @see https://github.com/onnx/onnx/blob/main/docs/ExternalData.md
 */
export function withOutsideValues(bytes: Uint8Array, name: string): readonly ModelPiece[] | null {
  const graphs = viewsIn(readMessage({ bytes, name, start: 0, end: bytes.length }), MODEL_GRAPH);
  let found = false;
  const tensor = (field: WireField): readonly ModelPiece[] | null => {
    const message = readMessage(field);
    if (!isOutside(message)) return null;
    found = true;
    return tensorPieces(bytes, message, outsideValues(name, message));
  };
  const graph = (field: WireField) =>
    replacedFields(bytes, field, viewsIn(readMessage(field), GRAPH_INITIALIZER), tensor);
  const pieces = replacedFields<ModelPiece>(bytes, { start: 0, end: bytes.length }, graphs, graph);
  return found ? pieces : null;
}

function isOutside(message: Message): boolean {
  return intIn(message, TENSOR.dataLocation) === EXTERNAL || message.has(TENSOR.externalData);
}

function outsideValues(model: string, message: Message): OutsideValues {
  const tensor = textIn(message, TENSOR.name);
  const entries = viewsIn(message, TENSOR.externalData).map((view) => readMessage(view));
  const settings = new Map(entries.map((entry) => [textIn(entry, ENTRY.key), textIn(entry, ENTRY.value)]));
  const location = settings.get("location") ?? "";
  if (location === "") throw malformed(model, `tensor "${tensor}" does not say in which file its values are`);
  const whole = (key: string): number | null => {
    const text = settings.get(key);
    if (text === undefined) return null;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value)) return value;
    throw malformed(model, `tensor "${tensor}" has its values at the ${key} "${text.slice(0, 40)}" of ${location}`);
  };
  const dims = intsIn(message, TENSOR.dims);
  const length = whole("length") ?? rawBytes({ name: model }, tensor, dims, intIn(message, TENSOR.dataType) ?? 0);
  return { tensor, location, offset: whole("offset") ?? 0, length };
}

const DROPPED: ReadonlySet<number> = new Set([TENSOR.rawData, TENSOR.externalData, TENSOR.dataLocation]);

/** A tensor with its values inside. */
function tensorPieces(bytes: Uint8Array, message: Message, values: OutsideValues): readonly ModelPiece[] {
  const kept = [...message.values()].flat().filter(({ number }) => !DROPPED.has(number));
  return [
    ...kept.map(({ recordStart, end }) => bytes.subarray(recordStart, end)),
    fieldHead(TENSOR.rawData, values.length),
    values,
  ];
}
