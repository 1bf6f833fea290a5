import type { AttributeValue, OnnxNode } from "./model.js";

/** What an attribute that some exporters leave out stands for; a list of one entry is that entry, however long. */
const DEFAULTS: Readonly<Record<string, AttributeValue>> = {
  auto_pad: "NOTSET",
  ceil_mode: 0,
  dilations: [1],
  epsilon: Math.fround(1e-5),
  group: 1,
  keepdims: 1,
  pads: [0],
  strides: [1],
  training_mode: 0,
  transA: 0,
  transB: 0,
};

/** Attributes that say nothing of what a trained network computes. */
const IRRELEVANT: ReadonlySet<string> = new Set(["momentum", "seed"]);

/**
 * The first attribute in which two nodes of one operator differ, as `strides is [2,2] in A and [1,1] in B`.
 *
 * Left out and spelt out as the default are the same. Tensors are not looked at: they are constants of the graph, not
 * attributes of the operator.
 *
 * @returns `null` where the two agree.
 */
export function attributeGap(a: OnnxNode, b: OnnxNode): string | null {
  for (const name of new Set([...a.attributes.keys(), ...b.attributes.keys()])) {
    if (IRRELEVANT.has(name)) continue;
    const [x, y] = [a.attributes.get(name) ?? DEFAULTS[name], b.attributes.get(name) ?? DEFAULTS[name]];
    if (isTensor(x) && isTensor(y)) continue;
    if (!same(x, y)) return `${name} is ${text(x)} in A and ${text(y)} in B`;
  }
  return null;
}

function isTensor(value: AttributeValue | undefined): boolean {
  return typeof value === "object" && "record" in value;
}

function same(x: AttributeValue | undefined, y: AttributeValue | undefined): boolean {
  if (!Array.isArray(x) || !Array.isArray(y)) return Object.is(x, y);
  const length = Math.max(x.length, y.length);
  const [left, right] = [spread(x, length), spread(y, length)];
  return left.length === right.length && left.every((item, i) => Object.is(item, right[i]));
}

function spread(list: readonly unknown[], length: number): readonly unknown[] {
  return list.length === 1 ? Array<unknown>(length).fill(list[0]) : list;
}

function text(value: AttributeValue | undefined): string {
  if (value === undefined) return "not given";
  return isTensor(value) ? "a tensor" : JSON.stringify(value);
}
