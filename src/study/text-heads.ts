import type { Dataset } from "../data/dataset.js";
import type { TextSource } from "../data/text-source.js";
import { imageEmbeddingOf } from "../onnx/logits.js";
import { textEmbeddingOf } from "../onnx/towers.js";
import type { Engine } from "../runtime/engine.js";
import type { Model } from "../runtime/open-model.js";
import { type ZeroShotHead, zeroShotHead } from "../runtime/zero-shot-head.js";
import type { TextsOfModels } from "./compare-options.js";
import type { Both } from "./pair.js";

/**
 * The zero-shot classifiers of those models that are image towers and have texts, given or their own.
 *
 * @throws RangeError for texts that no model can take; whatever `zeroShotHead` throws.
 */
export async function textHeads(
  engine: Engine,
  models: Both<Model>,
  [first]: readonly Dataset[],
  texts: TextsOfModels = {},
): Promise<Both<ZeroShotHead | null>> {
  if (texts.every !== undefined && !isTower(models.a) && !isTower(models.b))
    throw new RangeError(
      `${noTower(models.a)}, and neither does ${models.b.name}: texts have nothing to be compared with`,
    );
  const headOf = async (model: Model, own?: TextSource, others?: TextSource): Promise<ZeroShotHead | null> => {
    if (!isTower(model)) {
      if (own === undefined) return null;
      throw new RangeError(`${noTower(model)}: texts have nothing to be compared with`);
    }
    if ((own ?? texts.every ?? model.texts) === null) return null;
    const given = { ...model.texts, ...texts.every, ...own };
    // Where texts went to the other model alone, what is said of every one, as the scale, asks for none of this one.
    if (own === undefined && others !== undefined && !hasTexts(model, given)) return null;
    return zeroShotHead(engine, model, given, first?.classNames ?? null);
  };
  return { a: await headOf(models.a, texts.a, texts.b), b: await headOf(models.b, texts.b, texts.a) };
}

function hasTexts({ whole }: Model, { text, textEmbeds }: TextSource): boolean {
  return text !== undefined || textEmbeds !== undefined || textEmbeddingOf(whole) !== null;
}

function isTower({ onnx }: Model): boolean {
  return imageEmbeddingOf(onnx) !== null;
}

function noTower({ name }: Model): string {
  return `${name} gives no embedding of the image`;
}
