import type { OnnxNode } from "../model.js";
import { spread } from "./contraction.js";
import {
  type Flow,
  type FlowContext,
  type ParameterFlow,
  type ParameterSource,
  plain,
  sizeOf,
  type UnitFlow,
  varyingAxes,
} from "./flow.js";
import { axisOf } from "./settings.js";
import { PLAIN } from "./units.js";

/** `Concat`: the pieces keep what they are; a parameter beside units, as a class token, has units along the same axis. */
export function concatenated(
  node: OnnxNode,
  inputs: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  const axis = axisOf(node, 0, dims.length);
  const pieces = inputs.filter((input) => input !== null);
  const tracked = pieces.filter((piece) => piece.kind === "units");
  if (tracked.length === 0) return [pieces.every(isParameters) ? joinedParameters(pieces, dims, axis) : plain(dims)];
  const along = new Set(tracked.flatMap((piece) => varyingAxes(piece, context)));
  along.delete(axis);
  const labelled = pieces.map((piece) => labelledPiece(piece, [...along], context));
  return [{ kind: "units", dims, labels: joined(labelled, dims, axis) }];
}

function isParameters(flow: Flow): flow is ParameterFlow {
  return flow.kind === "parameters";
}

interface Piece {
  readonly dims: readonly number[];
  readonly labels: Int32Array;
}

function labelledPiece(flow: Flow, [axis, ...more]: readonly number[], context: FlowContext): Piece {
  const { dims } = flow;
  if (flow.kind === "units") return flow;
  if (flow.kind === "plain" || axis === undefined || more.length > 0) {
    return { dims, labels: new Int32Array(sizeOf(dims)).fill(PLAIN) };
  }
  const own: UnitFlow = spread(context.units.fresh(dims[axis] ?? 1), dims, axis);
  context.claims.claim(flow, own.labels);
  return own;
}

/** The pieces one after the other along an axis. */
function joined(pieces: readonly Piece[], dims: readonly number[], axis: number): Int32Array {
  const out = new Int32Array(sizeOf(dims));
  const span = sizeOf(dims.slice(axis));
  let offset = 0;
  for (const { dims: own, labels } of pieces) {
    const length = sizeOf(own.slice(axis));
    for (let row = 0; row * length < labels.length; row++) {
      out.set(labels.subarray(row * length, (row + 1) * length), row * span + offset);
    }
    offset += length;
  }
  return out;
}

function joinedParameters(pieces: readonly ParameterFlow[], dims: readonly number[], axis: number): ParameterFlow {
  const sources = pieces.flatMap((piece, k) =>
    piece.sources.map(({ parameter, places }): ParameterSource => {
      const own = places ?? Int32Array.from({ length: sizeOf(piece.dims) }, (_, e) => e);
      const none = (other: ParameterFlow) => ({
        dims: other.dims,
        labels: new Int32Array(sizeOf(other.dims)).fill(-1),
      });
      const laid = pieces.map((other, i) => (i === k ? { dims: other.dims, labels: own } : none(other)));
      return { parameter, places: joined(laid, dims, axis) };
    }),
  );
  return { kind: "parameters", dims, sources };
}
