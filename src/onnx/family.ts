import { intsAttribute } from "./attributes.js";
import { beforeShapes } from "./before-shapes.js";
import { ancestors, imageDependent, imageInput } from "./graph.js";
import { imageEmbeddingOf, logitsOf } from "./logits.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { isAttention } from "./operators.js";
import { isConvolution } from "./weighted.js";

/** What kind of network a model is. */
export type Family = "cnn" | "vit" | "vlm" | "other";

/**
 * The family of a model, by its graph: `vlm` where it gives an embedding of the image to be compared with texts or
 * takes texts too, `vit` where attention mixes what depends on the image, `cnn` where convolutions do, else `other`.
 */
export function familyOf(model: OnnxModel): Family {
  const names = [...model.inputs, ...model.outputs].map((value) => value.name);
  if (names.some((name) => /image_?embed|text_?embed|input_ids|per_image/i.test(name))) return "vlm";
  const output = imageEmbeddingOf(model) ?? logitsOf(model);
  const dependent = imageDependent(model);
  const used = output === null ? dependent : ancestors(model, output);
  const onPath = (name: string) => used.has(name) && dependent.has(name);
  const nodes = model.nodes.filter((node) => node.outputs.some(onPath));
  if (nodes.some((node) => isAttention(node) && node.inputs.some((input) => dependent.has(input)))) return "vit";
  return nodes.some((node) => isConvolution(node) && !cutsPatches(model, node)) ? "cnn" : "other";
}

/** Whether a convolution only cuts the image into patches: no patch overlaps another. */
function cutsPatches(model: OnnxModel, node: OnnxNode): boolean {
  const strides = intsAttribute(node, "strides");
  const kernel = intsAttribute(node, "kernel_shape");
  if (beforeShapes(model, node.inputs[0] ?? "") !== imageInput(model).name) return false;
  if (strides === null || kernel === null) return false;
  return kernel.every((size, axis) => size > 1 && size === strides[axis]);
}
