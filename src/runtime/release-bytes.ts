import type { Model } from "./open-model.js";
import { released } from "./released.js";
import { setAside } from "./set-aside.js";

/**
 * Frees the memory of networks that are not run any more, without waiting for garbage to be collected. What was read of their
 * graphs stays, the values of tensors do not.
 */
export function releaseBytes(models: readonly Pick<Model, "onnx" | "whole">[]): void {
  const graphs = new Set(models.flatMap(({ onnx, whole }) => [onnx, whole]));
  setAside(...graphs);
  const buffers = [...graphs].filter(({ file }) => file === null).map(({ bytes }) => bytes.buffer);
  for (const buffer of new Set(buffers)) if (buffer instanceof ArrayBuffer) released(buffer);
}
