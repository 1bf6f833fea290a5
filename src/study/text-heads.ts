import type { Dataset } from "../data/dataset.js";
import type { HubOptions } from "../data/hub/hub-file.js";
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
 * What is given for every tower goes to those that came without texts; where all came with theirs, it goes to all.
 *
 * @throws RangeError for texts that no model can take; whatever `zeroShotHead` throws.
 */
export async function textHeads(
  engine: Engine,
  models: Both<Model>,
  [first]: readonly Dataset[],
  texts: TextsOfModels = {},
  hub: HubOptions = {},
): Promise<Both<ZeroShotHead | null>> {
  if (texts.every !== undefined && !isTower(models.a) && !isTower(models.b))
    throw new RangeError(
      `${noTower(models.a)}, and neither does ${models.b.name}: texts have nothing to be compared with`,
    );
  for (const source of [texts.every, texts.a, texts.b]) checkSource(source);
  const isBare = (model: Model) => isTower(model) && model.texts === null;
  const someAreBare = isBare(models.a) || isBare(models.b);
  const headOf = async (model: Model, own?: TextSource, others?: TextSource): Promise<ZeroShotHead | null> => {
    if (!isTower(model)) {
      if (own === undefined) return null;
      throw new RangeError(`${noTower(model)}: texts have nothing to be compared with`);
    }
    const every = someAreBare && model.texts !== null ? undefined : texts.every;
    if ((own ?? every ?? model.texts) === null) return null;
    const given = { ...model.texts, ...every, ...own };
    // Where texts went to the other model alone, what is said of every one, as the scale, asks for none of this one.
    if (own === undefined && others !== undefined && !hasTexts(model, given)) return null;
    return zeroShotHead(engine, model, given, first?.classNames ?? null, hub);
  };
  return { a: await headOf(models.a, texts.a, texts.b), b: await headOf(models.b, texts.b, texts.a) };
}

/**
 * The zero-shot classifier of one model, where it is an image tower that has texts, given or its own.
 *
 * @param side - whose texts go before those for every tower.
 * @throws RangeError for texts that it cannot take; whatever `zeroShotHead` throws.
 */
export async function textHead(
  engine: Engine,
  model: Model,
  { classNames }: Dataset,
  { every, ...own }: TextsOfModels = {},
  side: "a" | "b",
  hub: HubOptions = {},
): Promise<ZeroShotHead | null> {
  const given = own[side] ?? every;
  for (const source of [every, own[side]]) checkSource(source);
  if (isTower(model))
    return (given ?? model.texts) === null
      ? null
      : zeroShotHead(engine, model, { ...model.texts, ...every, ...own[side] }, classNames, hub);
  if (given === undefined) return null;
  throw new RangeError(`${noTower(model)}: texts have nothing to be compared with`);
}

function hasTexts({ whole }: Model, { text, textEmbeds }: TextSource): boolean {
  return text !== undefined || textEmbeds !== undefined || textEmbeddingOf(whole) !== null;
}

/** Saved embeddings are of texts already: what makes texts would be dropped in silence. */
function checkSource(source: TextSource = {}): void {
  if (source.textEmbeds === undefined) return;
  const idle = (["text", "tokenizer", "templates"] as const).find((option) => source[option] !== undefined);
  if (idle !== undefined)
    throw new RangeError(`text-embeds takes the place of a text tower: ${idle} does not go with it`);
}

function isTower({ onnx }: Model): boolean {
  return imageEmbeddingOf(onnx) !== null;
}

function noTower({ name }: Model): string {
  return `${name} gives no embedding of the image`;
}
