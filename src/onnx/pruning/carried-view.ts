import { intsAttribute } from "../attributes.js";
import { constantOf } from "../constants.js";
import type { OnnxModel, OnnxNode } from "../model.js";
import type { PrunableLayer } from "./prunable-layers.js";
import { reshapedView, rowMajor, type StridedView, transposedView } from "./strided-view.js";

/**
 * How the operand of a layer's node lies in the stored weight, through `Transpose`, `Reshape` and the like.
 *
 * @returns the reason where that cannot be told.
 */
export function carriedView(model: OnnxModel, { weight, carriers }: PrunableLayer): StridedView | string {
  let view = rowMajor(weight.dims);
  for (const node of carriers) {
    const next = handedOn(model, view, node);
    if (next === null) return `its axes cannot be followed through ${node.opType} "${node.name || node.outputs[0]}"`;
    view = next;
  }
  return view;
}

function handedOn(model: OnnxModel, view: StridedView, node: OnnxNode): StridedView | null {
  const { dims } = view;
  if (node.opType === "Transpose") {
    return transposedView(view, intsAttribute(node, "perm") ?? dims.map((_, axis) => dims.length - 1 - axis));
  }
  if (node.opType === "Identity" || node.opType === "Cast") return view;
  const shape = shapeAfter(model, node, dims);
  return shape === null ? null : reshapedView(view, shape);
}

/** The shape that a `Reshape`, a `Squeeze` or an `Unsqueeze` gives; `null` where the graph computes it. */
function shapeAfter(model: OnnxModel, node: OnnxNode, dims: readonly number[]): readonly number[] | null {
  const list = intsAttribute(node, node.opType === "Reshape" ? "shape" : "axes") ?? secondInput(model, node);
  if (node.opType === "Reshape") return list === null ? null : filledIn(list, dims);
  if (node.opType === "Squeeze") {
    const gone = list?.map((axis) => (axis < 0 ? axis + dims.length : axis));
    return dims.filter((dim, axis) => (gone === undefined ? dim !== 1 : !gone.includes(axis)));
  }
  if (list === null) return null;
  const rank = dims.length + list.length;
  const added = new Set(list.map((axis) => (axis < 0 ? axis + rank : axis)));
  const kept = [...dims];
  return Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (kept.shift() ?? 1)));
}

function secondInput(model: OnnxModel, node: OnnxNode): readonly number[] | null {
  const name = node.inputs[1] ?? "";
  const values = name === "" ? undefined : constantOf(model, name)?.values;
  return values === undefined ? null : Array.from(values as ArrayLike<number | bigint>, Number);
}

/** 0 is the old size of that axis, −1 what is left. */
function filledIn(shape: readonly number[], dims: readonly number[]): readonly number[] {
  const known = shape.map((size, axis) => (size === 0 ? (dims[axis] ?? 0) : size));
  const [all, rest] = [dims, known.filter((size) => size !== -1)].map((sizes) =>
    sizes.reduce((p, size) => p * size, 1),
  );
  return known.map((size) => (size === -1 ? (all ?? 0) / (rest ?? 1) : size));
}
