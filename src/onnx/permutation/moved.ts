import { broadcastStrides, type Flow, type ParameterSource, plain, stridedIndices, taken } from "./flow.js";

/**
 * What becomes of a tensor whose elements change places.
 *
 * @param places - for each element of the result the one that it was; −1 for one that was none. `null` where each keeps its
 *   index.
 */
export function moved(input: Flow, places: Int32Array | null, dims: readonly number[]): Flow {
  if (input.kind === "plain") return plain(dims);
  if (input.kind === "units") return { kind: "units", dims, labels: taken(input.labels, places) };
  const sources = input.sources.map(({ parameter, places: before }): ParameterSource => {
    if (before === null) return { parameter, places };
    return { parameter, places: taken(before, places) };
  });
  return { kind: "parameters", dims, sources };
}

/** Axis k of the result is axis `order[k]`. */
export function transposed(input: Flow, order: readonly number[]): Flow {
  const { dims } = input;
  const strides = broadcastStrides(dims, dims.length);
  const to = order.map((axis) => dims[axis] ?? 1);
  return moved(
    input,
    stridedIndices(
      to,
      order.map((axis) => strides[axis] ?? 0),
      0,
    ),
    to,
  );
}
