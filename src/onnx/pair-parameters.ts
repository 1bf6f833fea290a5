import { architectureGap, readsInOrder } from "./architecture-gap.js";
import { graphOf } from "./graph.js";
import type { ElemType, OnnxModel, OnnxNode, OnnxTensor } from "./model.js";
import { nodeText } from "./origins.js";
import { SETTINGS } from "./parameters.js";
import { quantisedNode } from "./quantised.js";
import { sameValues } from "./same-values.js";

/** The same parameter of two models: of one type and shape, stored in the same way. */
export interface ParameterPair {
  readonly a: OnnxTensor;
  readonly b: OnnxTensor;
}

/** The parameters of two models in pairs, or why they do not pair. */
export interface Pairing {
  /** In graph order, each tensor of A once. */
  readonly pairs: readonly ParameterPair[] | null;
  readonly reason: string | null;
}

/** A constant of both models in one place of the graph. */
interface Slot extends ParameterPair {
  /** Whether it is learned, and not a setting of an operator. */
  readonly learned: boolean;
  readonly place: string;
}

const INTERPOLATED: ReadonlySet<ElemType> = new Set(["float32", "float16", "float64", "bfloat16"]);

/**
 * Pairs what two models of one architecture have learned, place by place in the graph.
 *
 * Position decides, not names, since exporters name things as they like: names are looked at only where everything else
 * fits, and refuse a pair whose two names both models have, but in each other's places.
 *
 * Paired are all tensors of float32, float16, bfloat16 and float64 that a node reads: weights, biases, embeddings, the running
 * statistics of a BatchNormalization, and numbers without a dimension too where they are initialisers, since a learned
 * scale is one. What is a setting must be equal in both: integers, booleans and other types; the inputs after the first
 * of operators such as Clip, Pad, Resize and Pow; single numbers in `Constant` nodes, by which exporters write an
 * epsilon or a root.
 *
 * Exporters store equal tensors once, and the two zero biases that A stores once may be two in B. Where each node has
 * its own, see `ownParameters`, that is no matter; elsewhere such a pair is refused, in this direction only.
 *
 * @param a - un-shared, see `unshare` and `ownParameters`; as is `b`.
 * @returns the pairs, or the first place where the models do not fit: the operator, or the parameter with both shapes.
 */
export function pairParameters(a: OnnxModel, b: OnnxModel): Pairing {
  const quantised = quantisedGap("A", a) ?? quantisedGap("B", b);
  if (quantised !== null) return refused(quantised);
  const gap = architectureGap(a, b);
  if (gap !== null) return refused(`different architectures: ${gap}`);
  const slots = a.nodes.flatMap((node, n) => slotsOf(a, node, b, b.nodes[n] ?? node));
  const why = slots.map((slot) => slotGap(a, b, slot)).find((reason) => reason !== null);
  if (why !== undefined) return refused(`different architectures: ${why}`);
  const pairs = slots.filter(isInterpolated);
  const shared = sharedGap(b, pairs) ?? crossedGap(pairs);
  if (shared !== null) return refused(shared);
  return { pairs: [...new Map(pairs.map((pair) => [pair.a.record.start, pair])).values()], reason: null };
}

function refused(reason: string): Pairing {
  return { pairs: null, reason };
}

/**
 * Why a quantised model has no parameters to pair: integers that stand for real numbers have scales of their own, and between
 * two of them lies nothing.
 *
 * @param which - what the reason calls it.
 * @returns `null` where the model is not quantised.
 */
export function quantisedGap(which: string, model: OnnxModel): string | null {
  const node = quantisedNode(model);
  return node === null ? null : `${which} is quantised (node ${nodeText(node)}): not interpolated`;
}

/** The constants that a node reads, or is; the two nodes are alike, and so are the origins of what they read. */
function slotsOf(a: OnnxModel, node: OnnxNode, b: OnnxModel, other: OnnxNode): readonly Slot[] {
  const names = readsInOrder(other);
  const read = readsInOrder(node).flatMap((name, k) => {
    const [x, y] = [a.initializers.get(name), b.initializers.get(names[k] ?? "")];
    if (x === undefined || y === undefined) return [];
    return [{ a: x, b: y, learned: !isSetting(node, k), place: nodeText(node) }];
  });
  const held = [...node.attributes].flatMap(([name, x]) => {
    const y = other.attributes.get(name);
    if (!isTensor(x) || !isTensor(y)) return [];
    const learned = node.opType === "Constant" && x.size > 1 && !feedsSetting(a, node);
    return [{ a: x, b: y, learned, place: nodeText(node) }];
  });
  return [...read, ...held];
}

function isTensor(value: unknown): value is OnnxTensor {
  return typeof value === "object" && value !== null && "record" in value;
}

function isSetting({ opType }: OnnxNode, input: number): boolean {
  return SETTINGS.has(opType) && input > 0;
}

function feedsSetting(model: OnnxModel, { outputs: [name = ""] }: OnnxNode): boolean {
  const readers = graphOf(model).consumers.get(name) ?? [];
  return readers.some((reader) => reader.inputs.some((input, k) => input === name && isSetting(reader, k)));
}

/** A slot's tensors can be interpolated in place: floats in a field where each takes the same number of bytes. */
function isInterpolated({ a, b, learned }: Slot): boolean {
  return learned && INTERPOLATED.has(a.elemType) && a.valueField !== "int32" && b.valueField !== "int32";
}

function slotGap(a: OnnxModel, b: OnnxModel, slot: Slot): string | null {
  const what = `${slot.learned ? "parameter" : "setting"} "${slot.a.name}" of ${slot.place}`;
  const [left, right] = [described(slot.a), described(slot.b)];
  if (left !== right) return `${what} is ${left} in A and ${right} in B ("${slot.b.name}")`;
  if (isInterpolated(slot) || sameValues(a, slot.a, b, slot.b)) return null;
  const type = INTERPOLATED.has(slot.a.elemType) ? `${slot.a.elemType} in varints` : slot.a.elemType;
  return `${what} has other values in B${slot.learned ? `, and ${type} is not interpolated` : ""}`;
}

function described({ elemType, dims }: OnnxTensor): string {
  return `${elemType} [${dims.join(", ")}]`;
}

/** One tensor of A cannot go to two different ones of B; the other way round is no matter, for A is what is edited. */
function sharedGap(b: OnnxModel, pairs: readonly ParameterPair[]): string | null {
  const partners = new Map<number, OnnxTensor>();
  for (const pair of pairs) {
    const before = partners.get(pair.a.record.start) ?? pair.b;
    partners.set(pair.a.record.start, before);
    if (before.record.start === pair.b.record.start || sameValues(b, before, b, pair.b)) continue;
    return `A stores "${pair.a.name}" once where B has two parameters, "${before.name}" and "${pair.b.name}"`;
  }
  return null;
}

/** Both models have the same names, and yet a pair has two: equal branches come in another order in B. */
function crossedGap(pairs: readonly ParameterPair[]): string | null {
  const [inA, inB] = [new Set(pairs.map(({ a }) => a.name)), new Set(pairs.map(({ b }) => b.name))];
  if (inA.size !== inB.size || [...inA].some((name) => !inB.has(name))) return null;
  const crossed = pairs.find(({ a, b }) => a.name !== b.name);
  if (crossed === undefined) return null;
  return `"${crossed.a.name}" of A stands where B has "${crossed.b.name}", and both models have both names: their nodes come in another order`;
}
