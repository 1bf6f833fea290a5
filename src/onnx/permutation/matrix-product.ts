import type { OnnxNode } from "../model.js";
import { matrixOnTheRight, stuck } from "./contraction.js";
import { broadcastIndices, type Flow, type ParameterFlow, plain, sizeOf, taken, type UnitFlow } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { transposed } from "./moved.js";
import { partOfWhole } from "./part-of-whole.js";
import { PLAIN } from "./units.js";
import { wholes } from "./wholes.js";

/** `MatMul`: an activation by a stored matrix, or two activations, as queries by keys and probabilities by values. */
export function matrixProduct(
  _: OnnxNode,
  [x = null, y = null]: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (x === null || y === null) return [plain(dims)];
  if (x.kind !== "parameters" && y.kind === "parameters") return [matrixOnTheRight(x, y, dims, context)];
  if (x.kind === "parameters" && y.kind !== "parameters" && dims.length > 1) return [onTheLeft(x, y, dims, context)];
  if (x.kind === "parameters" || y.kind === "parameters" || x.dims.length < 2 || y.dims.length < 2)
    return [stuck([x, y], dims, context)];
  if (x.kind === "plain" && y.kind === "plain") return [plain(dims)];
  return [activations(operand(x, dims, 0), operand(y, dims, 1), dims, context)];
}

/** WX = (X'W')'. */
function onTheLeft(weight: ParameterFlow, input: Flow, dims: readonly number[], context: FlowContext): Flow {
  const [x, w] = [turned(input), turned(weight)];
  if (x.dims.length < 2 || w.kind !== "parameters") return stuck([input], dims, context);
  return turned(matrixOnTheRight(x, w, [...dims.slice(0, -2), ...dims.slice(-2).reverse()], context));
}

/** The last two axes changed about. */
function turned(flow: Flow): Flow {
  const axes = flow.dims.map((_, axis) => axis);
  return transposed(flow, [...axes.slice(0, -2), ...axes.slice(-2).reverse()]);
}

/** One side of a product: the same leading axes as the result, its summed axis last. */
interface Operand {
  readonly rows: number;
  readonly depth: number;
  /** leading positions × rows × depth. */
  readonly labels: Int32Array;
}

function operand(flow: Flow, dims: readonly number[], side: 0 | 1): Operand {
  const [height = 1, width = 1] = flow.dims.slice(-2);
  const to = [...dims.slice(0, -2), height, width];
  const own = flow.kind === "units" ? flow.labels : new Int32Array(sizeOf(flow.dims));
  const labels = taken(own, broadcastIndices(flow.dims, to));
  if (side === 0) return { rows: height, depth: width, labels };
  return { rows: width, depth: height, labels: swapped(labels, height, width) };
}

function swapped(labels: Int32Array, height: number, width: number): Int32Array {
  const size = height * width;
  return labels.map((_, e) => {
    const [from, rest] = [e - (e % size), e % size];
    return labels[from + (rest % height) * width + Math.floor(rest / height)] ?? PLAIN;
  });
}

function activations(x: Operand, y: Operand, dims: readonly number[], context: FlowContext): Flow {
  const [inX, inY] = [along(x, context), along(y, context)];
  if (inX && inY) return scores(x, y, dims, context);
  // Only one side differs along the axis that is summed over: the other would have to follow.
  if (inX) context.units.pin(new Set(x.labels));
  if (inY) context.units.pin(new Set(y.labels));
  pinAcross(x, y, dims, context);
  pinAcross(y, x, dims, context);
  return weighted(x, y, dims, context);
}

/** Where one side has no units, matrices of the other side's units cannot change places: each meets another matrix. */
function pinAcross(without: Operand, moving: Operand, dims: readonly number[], { units }: FlowContext): void {
  if (!without.labels.includes(PLAIN)) return;
  const size = moving.rows * moving.depth;
  const roots = moving.labels.map(units.find);
  const differs = sizeOf(dims.slice(0, -2)) > 1 && roots.some((root, e) => e >= size && root !== roots[e - size]);
  if (differs) units.pin(new Set(moving.labels));
}

/** Whether units differ along the axis that is summed over. */
function along({ labels, depth }: Operand, { units }: FlowContext): boolean {
  const roots = labels.map(units.find);
  return roots.some((root, e) => e % depth > 0 && root !== roots[e - 1]);
}

/**
 * Queries by keys: dimension k of one is dimension k of the other, and what comes out belongs to the head they are of. Heads
 * that share their units, as where one norm is for all of them, stay where they are.
 */
function scores(x: Operand, y: Operand, dims: readonly number[], context: FlowContext): Flow {
  const { units } = context;
  const { depth } = x;
  const positions = sizeOf(dims.slice(0, -2));
  const heads = Array.from({ length: positions }, (_, b) => {
    const summed = new Int32Array(depth);
    for (let k = 0; k < depth; k++) {
      let label = x.labels[b * x.rows * depth + k] ?? PLAIN;
      for (let i = 1; i < x.rows; i++) label = units.meet(label, x.labels[(b * x.rows + i) * depth + k] ?? PLAIN);
      for (let j = 0; j < y.rows; j++) label = units.meet(label, y.labels[(b * y.rows + j) * depth + k] ?? PLAIN);
      summed[k] = label;
    }
    return summed;
  });
  const blocks = wholes(heads, context) ?? (positions > 1 ? units.fixedBlocks(positions) : null);
  if (blocks === null) return plain(dims);
  const size = x.rows * y.rows;
  return {
    kind: "units",
    dims,
    labels: Int32Array.from({ length: positions * size }, (_, e) => blocks[Math.floor(e / size)] ?? PLAIN),
  };
}

/** Probabilities by values: what comes out are the values' units, as parts of the heads that the probabilities are of. */
function weighted(x: Operand, y: Operand, dims: readonly number[], { units }: FlowContext): UnitFlow {
  const product = partOfWhole(units);
  const labels = new Int32Array(sizeOf(dims));
  for (let e = 0; e < labels.length; e++) {
    const row = Math.floor(e / y.rows);
    const column = Math.floor(row / x.rows) * y.rows + (e % y.rows);
    const [left, right] = [x.labels[row * x.depth] ?? PLAIN, y.labels[column * y.depth] ?? PLAIN];
    // A side without units here was seen to along the axes before.
    labels[e] = left <= PLAIN || right <= PLAIN ? Math.max(left, right, PLAIN) : product(left, right);
  }
  return { kind: "units", dims, labels };
}
