import { basename, dirname, resolve } from "node:path";

/** Names of files that say what part of a model they are, not which model. */
const PARTS = /^(model|image|vision|visual|encoder|tower)([._-](model|encoder|tower|quantized|fp16|fp32))*$/i;

/**
 * What a model is called: its file's name without the ending, and with the folder's before it where the file's says
 * nothing of the model.
 *
 * @example
 * modelName("nets/resnet20.onnx"); // => "resnet20"
 * modelName("nets/clip/image.onnx"); // => "clip/image"
 */
export function modelName(file: string): string {
  const name = basename(file).replace(/\.onnx$/i, "");
  const folder = basename(dirname(resolve(file)));
  return PARTS.test(name) && folder !== "" ? `${folder}/${name}` : name;
}
