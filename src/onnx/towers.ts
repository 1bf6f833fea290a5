import { cutTo } from "./cut.js";
import { imageDependent, inputDependent, isFloat } from "./graph.js";
import { imageEmbeddingOf } from "./logits.js";
import type { OnnxModel, OnnxValue } from "./model.js";

/**
 * The part of a model that looks at images alone: of a joint image–text graph its image tower, else the model itself.
 *
 * What the texts of a joint graph are does not change the embedding of an image, so they need not be fed with it.
 */
export function imageTower(model: OnnxModel): OnnxModel {
  const embedding = imageEmbeddingOf(model);
  return embedding === null || model.inputs.length === 1 ? model : cutTo(model, [embedding]);
}

/**
 * The part of a joint image–text graph that looks at texts alone.
 *
 * @returns `null` for a model without an output that holds the embedding of texts.
 */
export function textTower(model: OnnxModel): OnnxModel | null {
  const embedding = textEmbeddingOf(model);
  return embedding === null ? null : cutTo(model, [embedding.name]);
}

/** Names that exporters give to the embedding of texts, the best first. */
const EMBEDDING_NAMES: readonly RegExp[] = [
  /text_?embed/i,
  /text_?feature/i,
  /sentence_?embed/i,
  /pooler_output/i,
  /embed/i,
];

/** The output that holds the embedding of texts: float, one row a text, of the inputs but not of an image. */
export function textEmbeddingOf(model: OnnxModel): OnnxValue | null {
  const takesImages = model.inputs.some((input) => isFloat(input) && input.dims?.length === 4);
  const ofImage = takesImages ? imageDependent(model) : new Set<string>();
  const ofText = inputDependent(model);
  const outputs = model.outputs.filter((output) => !ofImage.has(output.name) && ofText.has(output.name));
  const floats = outputs.filter((output) => output.elemType === null || isFloat(output));
  const rows = floats.filter(({ dims }) => dims === null || dims.length === 2);
  for (const pattern of EMBEDDING_NAMES) {
    const found = rows.find(({ name }) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return floats.length === 1 ? (floats[0] ?? null) : null;
}
