import type { Dataset } from "../../data/dataset.js";
import { TrisimError } from "../../errors.js";
import { imageEmbeddingOf } from "../../onnx/logits.js";
import { type Model, openModel } from "../../runtime/open-model.js";
import { type TappedModel, tapModel } from "../../runtime/tapped-model.js";
import { type ZeroShotHead, zeroShotHead } from "../../runtime/zero-shot-head.js";
import { calibrationSplit } from "../calibration.js";
import { type LevelPruner, levelPruner } from "../level-pruner.js";
import type { StudyContext, StudyModelSource } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** The networks of one lane: the last one stays open, its weights ranked. */
export interface OpenedModels {
  tapped(model: number): Promise<TappedModel>;
  pruner(model: number): Promise<LevelPruner>;
}

export function openedModels(shop: Workshop, context: StudyContext): OpenedModels {
  const opened = lastOnly((model) => tappedOf(shop, context, model));
  const pruners = lastOnly(async (model) => prunerOf(shop, context, await opened(model)));
  return { tapped: opened, pruner: pruners };
}

/** Opens a network under the study's name. */
export async function namedModel(
  { name, spec, preprocess }: StudyModelSource,
  signal: AbortSignal | undefined,
): Promise<Model> {
  return { ...(await openModel(spec, preprocess, { signal })), name };
}

async function tappedOf(shop: Workshop, context: StudyContext, m: number): Promise<TappedModel> {
  const { models, datasets, settings } = context;
  const source = models[m];
  const [first] = datasets;
  if (source === undefined || first === undefined) throw new RangeError(`tapped: there is no model ${m}`);
  const model = await namedModel(source, shop.run.signal);
  refuseOther(context, m, 0, model.sha256);
  const head = await headOf(shop, model, source, first.classNames);
  return tapModel(shop.engine, model, first, source.layers, settings.pool, head);
}

/**
 * What a model's file was when the study was planned must be what is run: results are kept under its hash.
 *
 * @param k - which of its files.
 * @throws TrisimError "unreadable" where it is another one.
 */
export function refuseOther({ models, modelHashes }: StudyContext, m: number, k: number, sha256: string): void {
  const planned = modelHashes?.[m]?.[k];
  if (planned === undefined || planned === sha256) return;
  const what = `${models[m]?.saved?.[k] ?? models[m]?.spec} is another file than when the study began`;
  throw new TrisimError("unreadable", `${what}: leave it alone until the study has ended, and start again`);
}

async function headOf(
  { engine, run }: Workshop,
  model: Model,
  { texts }: StudyModelSource,
  dataNames: readonly string[] | null,
): Promise<ZeroShotHead | null> {
  if (imageEmbeddingOf(model.onnx) === null) {
    if (texts === undefined) return null;
    throw new RangeError(`${model.name} gives no embedding of the image: texts have nothing to be compared with`);
  }
  if (texts === undefined && model.texts === null) return null;
  return zeroShotHead(engine, model, { ...model.texts, ...texts }, dataNames, run);
}

async function prunerOf(shop: Workshop, context: StudyContext, tapped: TappedModel): Promise<LevelPruner> {
  const { settings } = context;
  if (settings.prune !== "wanda") return levelPruner(shop, tapped, settings, null);
  const images = await pruningImages(context);
  if (typeof images === "string") throw new TrisimError("too-few-examples", `wanda: ${images}`);
  return levelPruner(shop, tapped, settings, images);
}

/** Images for the input norms of wanda: those given, else some of the first data set; or why these do not do. */
export async function pruningImages({ settings, calibration, datasets }: StudyContext): Promise<Dataset | string> {
  const [first] = datasets;
  if (calibration !== null || first === undefined) return calibration ?? "there is no data set";
  const split = await calibrationSplit(first, settings.seed);
  return typeof split === "string" ? split : split.calibration;
}

/** Keeps what was made last. */
function lastOnly<T>(make: (model: number) => Promise<T>): (model: number) => Promise<T> {
  let last: { readonly model: number; readonly made: Promise<T> } | null = null;
  return (model) => {
    if (last?.model !== model) {
      const made = make(model);
      last = { model, made };
      made.catch(() => {
        if (last?.made === made) last = null;
      });
    }
    return last.made;
  };
}
