import type { OnnxNode } from "../model.js";
import { isActivation, isArithmetic } from "../operators.js";
import { concatenated } from "./concatenated.js";
import { gemm, stuck } from "./contraction.js";
import { convolution } from "./convolution.js";
import { einsum } from "./einsum.js";
import { elementwise, unary } from "./elementwise.js";
import { type Flow, plain } from "./flow.js";
import type { FlowContext, FlowRule } from "./flow-rule.js";
import { gather } from "./gather.js";
import { matrixProduct } from "./matrix-product.js";
import { moved } from "./moved.js";
import { channelNormalization, groupNormalization, layerNormalization, softmax } from "./normalisation.js";
import { perChannel } from "./per-channel.js";
import { REARRANGING, split } from "./rearranged.js";
import { reduction } from "./reduction.js";
import { isReduction } from "./settings.js";

const asPlain: FlowRule = (_, __, outputs) => outputs.map(plain);

/** Every channel depends on where its neighbours stand. */
const inPlace: FlowRule = (_, inputs, outputs, context) => outputs.map((dims) => stuck(inputs, dims, context));

/** The operators that have a rule of their own; families of operators follow below. */
const RULES: Readonly<Record<string, FlowRule>> = {
  Conv: convolution,
  ConvTranspose: convolution,
  Gemm: gemm,
  MatMul: matrixProduct,
  Einsum: einsum,
  LRN: inPlace,
  BatchNormalization: channelNormalization,
  InstanceNormalization: channelNormalization,
  GroupNormalization: groupNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: layerNormalization,
  Softmax: softmax,
  LogSoftmax: softmax,
  Concat: concatenated,
  Split: splitUp,
  Gather: gather,
  PRelu: elementwise,
  Pow: elementwise,
  Mod: elementwise,
  Equal: elementwise,
  Greater: elementwise,
  GreaterOrEqual: elementwise,
  Less: elementwise,
  LessOrEqual: elementwise,
  And: elementwise,
  Or: elementwise,
  Not: unary,
  IsNaN: unary,
  IsInf: unary,
  Sign: unary,
  Round: unary,
  Floor: unary,
  Ceil: unary,
  Sin: unary,
  Cos: unary,
  Shape: asPlain,
  Size: asPlain,
  MaxPool: perChannel,
  AveragePool: perChannel,
  LpPool: perChannel,
  GlobalMaxPool: perChannel,
  GlobalAveragePool: perChannel,
  GlobalLpPool: perChannel,
  Resize: perChannel,
  Upsample: perChannel,
};

/** What is known of how units flow through an operator; `null` where nothing is. */
export function flowRule(node: OnnxNode): FlowRule | null {
  const { opType, domain } = node;
  if (domain === "com.microsoft") return opType === "Gelu" || opType === "QuickGelu" ? unary : null;
  if (domain !== "" && domain !== "ai.onnx") return null;
  if (Object.hasOwn(RULES, opType)) return RULES[opType] ?? null;
  if (Object.hasOwn(REARRANGING, opType)) return rearrange;
  if (isReduction(node)) return reduction;
  if (isActivation(node)) return unary;
  return isArithmetic(node) ? elementwise : null;
}

function rearrange(
  node: OnnxNode,
  [input = null]: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  return outputs.map((to, k) => {
    if (input === null || input.kind === "plain" || k > 0) return plain(to);
    return moved(input, REARRANGING[node.opType]?.(node, { from: input.dims, to }, context) ?? null, to);
  });
}

function splitUp(
  node: OnnxNode,
  [input = null]: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
): readonly Flow[] {
  return outputs.map((to, k) => {
    if (input === null || input.kind === "plain") return plain(to);
    return moved(input, split(node, input.dims, outputs, k), to);
  });
}
