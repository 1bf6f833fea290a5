import type { OnnxNode } from "../model.js";
import { spread } from "./contraction.js";
import {
  type Flow,
  isParameters,
  type ParameterFlow,
  type ParameterSource,
  plain,
  sizeOf,
  type UnitFlow,
} from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { axisOf } from "./settings.js";
import { PLAIN } from "./units.js";
import { varyingAxes } from "./varying-axes.js";

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
  const nowhere = pieces.map(
    (piece): Piece => ({ dims: piece.dims, labels: new Int32Array(sizeOf(piece.dims)).fill(-1) }),
  );
  const joinedPlaces = new Map<number, Int32Array>();
  for (const [k, piece] of pieces.entries()) {
    for (const { parameter, places } of piece.sources) {
      const labels = places ?? Int32Array.from({ length: sizeOf(piece.dims) }, (_, e) => e);
      const laid = joined(nowhere.with(k, { dims: piece.dims, labels }), dims, axis);
      // Pieces of one parameter are one view of it.
      const before = joinedPlaces.get(parameter);
      joinedPlaces.set(
        parameter,
        before === undefined ? laid : laid.map((place, e) => Math.max(place, before[e] ?? -1)),
      );
    }
  }
  const sources = [...joinedPlaces].map(([parameter, places]): ParameterSource => ({ parameter, places }));
  return { kind: "parameters", dims, sources };
}
