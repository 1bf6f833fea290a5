import type { OnnxNode } from "./model.js";

/** An integer attribute, or `fallback` where the node has none. */
export function intAttribute(node: OnnxNode, name: string, fallback: number): number {
  const value = node.attributes.get(name);
  return typeof value === "number" ? value : fallback;
}

/** A list of integers, or `null` where the node has none. */
export function intsAttribute(node: OnnxNode, name: string): readonly number[] | null {
  const value = node.attributes.get(name);
  return Array.isArray(value) && value.every((item) => typeof item === "number") ? value : null;
}
