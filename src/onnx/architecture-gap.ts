import { attributeGap } from "./attribute-gap.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { nodeText, originsOf } from "./origins.js";

/**
 * Why two graphs are not the same architecture, or `null` where they are: the same operators with the same attributes
 * in the same order, wired alike, whatever anything is called.
 *
 * Weights, constants and their shapes are not looked at, see `pairParameters`; neither is the operator set's version.
 *
 * @returns the first place where the two part, as `node 3 is Conv "stem" in A and Gemm "head" in B`.
 */
export function architectureGap(a: OnnxModel, b: OnnxModel): string | null {
  const [count, other] = [a.inputs.length, b.inputs.length];
  if (count !== other) return `A has ${count} inputs and B has ${other}`;
  const [originsA, originsB] = [originsOf(a), originsOf(b)];
  const wiring = (what: string, namesA: readonly string[], namesB: readonly string[]) =>
    wiringGap(what, namesA.map(originIn(originsA)), namesB.map(originIn(originsB)));
  for (const [n, [x, y]] of zipped(a.nodes, b.nodes).entries()) {
    const gap = nodeGap(x, y) ?? subGraphGap(a, x, b, y) ?? wiring("input", readsInOrder(x), readsInOrder(y));
    if (gap !== null) return `node ${n}, ${nodeText(x)}: ${gap}`;
  }
  if (a.nodes.length !== b.nodes.length) return `A has ${a.nodes.length} nodes and B has ${b.nodes.length}`;
  return wiring("graph output", namesOf(a.outputs), namesOf(b.outputs));
}

/** Every tensor a node reads, place by place; those that its sub-graphs read follow its inputs. */
export function readsInOrder({ inputs, subGraphs }: OnnxNode): readonly string[] {
  return [...inputs, ...subGraphs.flatMap(({ captures }) => captures)];
}

function nodeGap(x: OnnxNode, y: OnnxNode): string | null {
  if (x.opType !== y.opType || x.domain !== y.domain) return `B has ${nodeText(y)} there`;
  if (x.outputs.length !== y.outputs.length) return `it has ${x.outputs.length} outputs, and ${y.outputs.length} in B`;
  return attributeGap(x, y);
}

/** What is inside a sub-graph is neither read nor interpolated: it must be the same to the byte. */
function subGraphGap(a: OnnxModel, x: OnnxNode, b: OnnxModel, y: OnnxNode): string | null {
  if (x.subGraphs.length === 0 && y.subGraphs.length === 0) return null;
  const [left, right] = [recordOf(a, x), recordOf(b, y)];
  const same = left.length === right.length && left.every((byte, i) => byte === right[i]);
  return same ? null : "its sub-graph differs between A and B, or what it is called";
}

function recordOf({ bytes }: OnnxModel, { record }: OnnxNode): Uint8Array {
  return bytes.subarray(record.start, record.end);
}

function wiringGap(what: string, originsA: readonly string[], originsB: readonly string[]): string | null {
  // Inputs that are left out at the end need not be spelt out.
  const length = Math.max(originsA.length, originsB.length);
  for (let k = 0; k < length; k++) {
    const [x, y] = [originsA[k] ?? "nothing", originsB[k] ?? "nothing"];
    if (x !== y) return `${what} ${k} is ${inWords(x)} in A and ${inWords(y)} in B`;
  }
  return null;
}

function inWords(origin: string): string {
  if (origin === "stored") return "a stored tensor";
  return origin === "nothing" ? "left out" : origin.replace(/^input (\d+)$/, "graph input $1");
}

function originIn(origins: ReadonlyMap<string, string>): (name: string) => string {
  return (name) => origins.get(name) ?? "nothing";
}

function namesOf(values: OnnxModel["outputs"]): readonly string[] {
  return values.map(({ name }) => name);
}

function zipped<T>(xs: readonly T[], ys: readonly T[]): readonly (readonly [T, T])[] {
  return xs.flatMap((x, i) => {
    const y = ys[i];
    return y === undefined ? [] : [[x, y] as const];
  });
}
