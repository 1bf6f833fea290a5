import type { OnnxModel, OnnxNode } from "../model.js";
import type { Claims } from "./claims.js";
import { type Flow, plain, type Trace, type UnitFlow } from "./flow.js";
import type { Units } from "./units.js";

/** What the rules of the operators work with. */
export interface FlowContext {
  readonly model: OnnxModel;
  readonly trace: Trace;
  readonly units: Units;
  readonly claims: Claims;
}

/** How units flow through an operator: from its inputs, as far as they are given, to its outputs. */
export type FlowRule = (
  node: OnnxNode,
  inputs: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
  context: FlowContext,
) => readonly Flow[];

/** What an operator does whose first input is all that moves, its other inputs being parameters or settings. */
type UnitRule = (
  input: UnitFlow,
  node: OnnxNode,
  others: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
  context: FlowContext,
) => readonly Flow[];

/** The rule of such an operator; without units nothing moves. */
export function ofUnits(rule: UnitRule): FlowRule {
  return (node, [input = null, ...others], outputs, context) =>
    input?.kind === "units" ? rule(input, node, others, outputs, context) : outputs.map(plain);
}
