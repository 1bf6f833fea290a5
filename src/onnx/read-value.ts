import { type Dim, ELEM_TYPES, type OnnxValue } from "./model.js";
import { intIn, type Message, readMessage, textIn, viewsIn, type WireView } from "./wire.js";

/** Field numbers in onnx.proto. */
const VALUE = { name: 1, type: 2 } as const;
const TYPE_TENSOR = 1;
const TENSOR = { elemType: 1, shape: 2 } as const;
const SHAPE_DIM = 1;
const DIM = { size: 1, symbol: 2 } as const;

/** Reads a `ValueInfoProto`. */
export function readValue(view: WireView): OnnxValue {
  const message = readMessage(view);
  const tensor = child(child(message, VALUE.type), TYPE_TENSOR);
  const shape = child(tensor, TENSOR.shape);
  return {
    name: textIn(message, VALUE.name),
    elemType: ELEM_TYPES[(tensor && intIn(tensor, TENSOR.elemType)) ?? -1] ?? null,
    dims: shape === null ? null : viewsIn(shape, SHAPE_DIM).map((dim) => readDim(readMessage(dim))),
  };
}

function child(message: Message | null, number: number): Message | null {
  const view = message === null ? undefined : viewsIn(message, number).at(-1);
  return view === undefined ? null : readMessage(view);
}

function readDim(message: Message): Dim {
  const size = intIn(message, DIM.size);
  // Some exporters write 0 or -1 for a size they do not know.
  if (size !== null && size > 0) return size;
  return textIn(message, DIM.symbol) || null;
}
