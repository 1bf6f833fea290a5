import { graphOf, imageDependent, readsOf } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { isAttention } from "./operators.js";
import { operandsOf } from "./weighted.js";

/** A sum in which one operand is what the other was computed from, or both are branches of one tensor. */
export interface ResidualSum {
  /** The tensor the sum makes. */
  readonly tensor: string;
  /** Whether attention lies on a branch that is summed. */
  readonly isAttention: boolean;
}

const SUMS: ReadonlySet<string> = new Set(["Add", "Sum"]);

/**
 * The residual sums of the part of a graph that depends on the image, in graph order.
 *
 * A sum of tensors counts where a branch that only one of them has, since their common ancestor, holds a weighted node:
 * x + c·x³ inside a GELU, a bias or a mask make no residual sum.
 */
export function residualSums(model: OnnxModel): readonly ResidualSum[] {
  const indexOf = new Map(model.nodes.map((node, i) => [node, i]));
  return model.nodes.flatMap((node, i) => {
    if (!SUMS.has(node.opType)) return [];
    const branches = exclusiveBranches(model, node, i, indexOf);
    if (!branches.some((branch) => operandsOf(model, branch) !== null)) return [];
    return [{ tensor: node.outputs[0] ?? "", isAttention: branches.some(isAttention) }];
  });
}

/**
 * The nodes from which only one operand of a sum is computed.
 *
 * Walks back from the sum, marking each node with the operands it leads to, and stops where every node still to be
 * visited leads to more than one.
 */
function exclusiveBranches(
  model: OnnxModel,
  sum: OnnxNode,
  sumIndex: number,
  indexOf: ReadonlyMap<OnnxNode, number>,
): readonly OnnxNode[] {
  const { producer } = graphOf(model);
  const dependent = imageDependent(model);
  const operands = sum.inputs.filter((input) => dependent.has(input));
  if (operands.length < 2) return [];
  const marks = new Map<number, number>();
  let pendingExclusive = 0;
  const mark = (tensor: string, operandBits: number) => {
    const node = dependent.has(tensor) ? producer.get(tensor) : undefined;
    const index = node === undefined ? undefined : indexOf.get(node);
    if (index === undefined) return;
    const before = marks.get(index) ?? 0;
    const after = before | operandBits;
    pendingExclusive += Number(isExclusive(after)) - Number(isExclusive(before));
    marks.set(index, after);
  };
  // Beyond 31 operands bits would run out; no block sums as many.
  for (const [i, operand] of operands.entries()) mark(operand, 1 << (i % 31));
  const branches: OnnxNode[] = [];
  // A node comes before all that read it, so its marks are complete when its turn comes.
  for (let i = sumIndex - 1; i >= 0 && pendingExclusive > 0; i--) {
    const bits = marks.get(i);
    const node = model.nodes[i];
    if (bits === undefined || node === undefined) continue;
    if (isExclusive(bits)) {
      pendingExclusive--;
      branches.push(node);
    }
    for (const tensor of readsOf(node)) mark(tensor, bits);
  }
  return branches;
}

/** Whether exactly one bit is set. */
function isExclusive(bits: number): boolean {
  return bits !== 0 && (bits & (bits - 1)) === 0;
}
