import type { Pooling, Tap } from "./pooling.js";
import type { NodeSpec } from "./proto.js";

/** An integer constant that appended nodes read. */
interface IntConstant {
  readonly name: string;
  readonly values: readonly number[];
  readonly dims: readonly number[];
}

/** Nodes that turn a tensor into one row an example, and the constants they read. */
export interface PoolingNodes {
  readonly nodes: readonly NodeSpec[];
  readonly constants: readonly IntConstant[];
}

/** `TensorProto.DataType` of float32. */
const FLOAT32 = 1;
/** From this operator set on, reductions read their axes from an input. */
const AXES_AS_INPUT = 18;

/** One step of the chain: an operator, its attributes, and the integers it reads beside the tensor. */
interface Step {
  readonly opType: string;
  readonly attributes?: NodeSpec["attributes"];
  readonly operand?: { readonly values: readonly number[]; readonly dims: readonly number[] };
}

/**
 * The nodes from a tapped tensor to its n × p output.
 *
 * @param fresh - gives names that are free in the graph.
 * @throws RangeError where axes and pooling do not fit.
 */
export function poolingNodes(tap: Tap, opset: number, fresh: () => string): PoolingNodes {
  const cast: Step[] = tap.elemType === "float32" ? [] : [{ opType: "Cast", attributes: { to: FLOAT32 } }];
  const steps = [...cast, ...pooled(tap, opset)];
  const chain = steps.length > 0 ? steps : [{ opType: "Identity" }];
  const names = [tap.tensor, ...chain.slice(1).map(fresh), tap.output];
  const constants: IntConstant[] = [];
  const nodes = chain.map(({ opType, attributes = {}, operand }: Step, i): NodeSpec => {
    const inputs = [names[i] ?? ""];
    if (operand !== undefined) {
      const name = fresh();
      constants.push({ name, ...operand });
      inputs.push(name);
    }
    return { opType, inputs, outputs: [names[i + 1] ?? ""], attributes };
  });
  return { nodes, constants };
}

function pooled({ rank, batchAxis, featureAxis, pooling, tensor }: Tap, opset: number): readonly Step[] {
  checkAxis(tensor, "batch", batchAxis, rank);
  if (pooling === "flatten" || rank === 1) return flattened(rank, batchAxis);
  if (featureAxis === null)
    throw new RangeError(`tap ${tensor}: ${pooling} needs a feature axis, only flatten does not`);
  checkAxis(tensor, "feature", featureAxis, rank);
  if (batchAxis === featureAxis) throw new RangeError(`tap ${tensor}: axis ${batchAxis} is both batch and features`);
  const others = axesOf(rank).filter((axis) => axis !== batchAxis && axis !== featureAxis);
  const transpose: Step[] = batchAxis < featureAxis ? [] : [{ opType: "Transpose", attributes: { perm: [1, 0] } }];
  return [...removed(tensor, others, pooling, opset), ...transpose];
}

function checkAxis(tensor: string, what: string, axis: number, rank: number): void {
  if (axis >= 0 && axis < rank) return;
  throw new RangeError(`tap ${tensor}: ${what} axis ${axis} of a tensor of rank ${rank}`);
}

function axesOf(rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => axis);
}

function flattened(rank: number, batchAxis: number): readonly Step[] {
  const perm = [batchAxis, ...axesOf(rank).filter((axis) => axis !== batchAxis)];
  const transpose: Step[] = batchAxis === 0 ? [] : [{ opType: "Transpose", attributes: { perm } }];
  return [...transpose, { opType: "Flatten", attributes: { axis: 1 } }];
}

/** The steps that leave only batch and features. */
function removed(tensor: string, others: readonly number[], pooling: Pooling, opset: number): readonly Step[] {
  if (others.length === 0) return [];
  if (pooling === "mean" || pooling === "gap") return [reduction("ReduceMean", others, opset)];
  if (pooling === "max") return [reduction("ReduceMax", others, opset)];
  const [axis] = others;
  if (pooling === "cls" && axis !== undefined && others.length === 1) {
    return [{ opType: "Gather", attributes: { axis }, operand: { values: [0], dims: [] } }];
  }
  throw new RangeError(`tap ${tensor}: ${pooling} of a tensor with ${others.length} axes beside batch and features`);
}

function reduction(opType: string, axes: readonly number[], opset: number): Step {
  if (opset < AXES_AS_INPUT) return { opType, attributes: { axes, keepdims: 0 } };
  return { opType, attributes: { keepdims: 0 }, operand: { values: axes, dims: [axes.length] } };
}
