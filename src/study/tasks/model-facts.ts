import { dirname, join } from "node:path";
import { withFile } from "../../data/byte-source.js";
import { sha256 } from "../../data/hash.js";
import { fetchedTexts } from "../../data/hub/hub-text-tower.js";
import { statPath } from "../../data/stat-path.js";
import type { TextSource } from "../../data/text-source.js";
import { familyOf } from "../../onnx/family.js";
import type { OnnxModel } from "../../onnx/model.js";
import { ownParameters } from "../../onnx/own-parameters.js";
import { quantisedGap } from "../../onnx/pair-parameters.js";
import { parameterTensors } from "../../onnx/parameters.js";
import { selectLayers } from "../../onnx/select-layers.js";
import { BESIDE_TEXT_TOWER, besideTextTower } from "../../runtime/beside-text-tower.js";
import { type Model, readGraph } from "../../runtime/open-model.js";
import { fingerprint } from "../fingerprint.js";
import { methodGap, pruningGap } from "../level-pruner.js";
import type { PlannedModel } from "../plan/study-plan.js";
import { whySaved } from "../seen-model.js";
import { namedModel, pruningImages } from "./opened-models.js";
import { savedModel } from "./saved-model.js";
import type { StudyContext, StudyModelSource } from "./study-context.js";

/** What the files of a model say without running it. */
export interface ModelFacts extends PlannedModel {
  /** Of several files the hash of theirs, joined by line feeds. */
  readonly sha256: string;
  /** The same file by file: one of a network with all its weights, of saved activations one a data set. */
  readonly hashes: readonly string[];
  readonly family: string;
  readonly warning: string | null;
}

/**
 * What the files of a model say.
 *
 * @throws whatever opening it throws; TrisimError "unknown-layer" where it lacks a layer that is asked for, "mismatch" for saved
 *   activations of other examples.
 */
export async function modelFacts(place: number, context: StudyContext, signal?: AbortSignal): Promise<ModelFacts> {
  const source = context.models[place];
  if (source === undefined) throw new RangeError(`modelFacts: there is no model ${place}`);
  const of = source.saved === null ? await networkFacts(source, context, signal) : await savedFacts(source, context);
  return { place, ...of };
}

type Facts = Omit<ModelFacts, "place">;

async function networkFacts(
  source: StudyModelSource,
  context: StudyContext,
  signal: AbortSignal | undefined,
): Promise<Facts> {
  const model = await namedModel(source, signal);
  const { sha256: hash, onnx, preprocess } = model;
  // Where it has no such layers, that is known before anything is run.
  selectLayers(onnx, source.layers);
  const { texts } = await fetchedTexts({ ...model.texts, ...source.texts }, { signal });
  const identity = {
    name: source.name,
    sha256: hash,
    preprocess: { ...preprocess.config },
    layers: source.layers,
    texts: await textHashes(model, texts),
    logitScale: texts.logitScale ?? null,
    logitBias: texts.logitBias ?? null,
    // Texts are made of them where the model brings no names.
    dataNames: source.texts === undefined && model.texts === null ? null : (context.datasets[0]?.classNames ?? null),
    rule: source.rule === null ? null : fingerprint({ ...source.rule }),
  };
  return {
    identity,
    runs: true,
    weights: weightsOf(source.name, onnx),
    unpruned: await whyUnpruned({ ...onnx, name: source.name }, context),
    sha256: hash,
    hashes: [hash],
    family: familyOf(onnx),
    warning: preprocess.warning,
  };
}

async function whyUnpruned(onnx: OnnxModel, context: StudyContext): Promise<string | null> {
  const { settings } = context;
  const images = settings.prune === "wanda" ? await pruningImages(context) : null;
  const gap = pruningGap(onnx, settings) ?? methodGap(onnx, settings);
  return gap ?? (typeof images === "string" ? `${onnx.name}: wanda: ${images}` : null);
}

function weightsOf(name: string, onnx: OnnxModel): ModelFacts["weights"] {
  const reason = quantisedGap(name, onnx);
  return reason === null
    ? { shapes: fingerprint(parameterTensors(ownParameters(onnx)).map(({ dims }) => dims)) }
    : { reason };
}

/** What saved activations say, all of which are read. */
async function savedFacts({ name, rule, saved }: StudyModelSource, { datasets }: StudyContext): Promise<Facts> {
  const hashes: string[] = [];
  for (const [d, dataset] of datasets.entries())
    hashes.push((await savedModel(name, saved?.[d] ?? "", dataset)).entry.sha256);
  const why = whySaved(name);
  return {
    identity: { name, saved: hashes, rule: rule === null ? null : fingerprint({ ...rule }) },
    ...{ runs: false, weights: { reason: why }, unpruned: why },
    hashes,
    sha256: hashes.length === 1 ? (hashes[0] ?? "") : sha256(hashes.join("\n")),
    ...{ family: "other", warning: null },
  };
}

/** Hashes of the files that make texts of class names, given or beside the text tower; none of those that are not there. */
async function textHashes({ file }: Model, given: TextSource): Promise<readonly (string | null)[]> {
  const tower = given.text ?? file;
  const beside = (key: keyof typeof BESIDE_TEXT_TOWER) => given[key] ?? besideTextTower(tower, BESIDE_TEXT_TOWER[key]);
  const tokenizer = await beside("tokenizer");
  const files = [
    ...[given.textEmbeds, tokenizer, join(dirname(tokenizer), "tokenizer_config.json")],
    ...[await beside("templates"), await beside("classes")],
  ];
  const isThere = given.text !== undefined && (await statPath(given.text)) !== null;
  // A graph's hash is that of its weights too, wherever they are.
  const hashes: (string | null)[] = [isThere ? (await readGraph(given.text)).sha256 : null];
  for (const path of files)
    hashes.push(path === undefined || (await statPath(path)) === null ? null : await fileHash(path));
  return hashes;
}

function fileHash(path: string): Promise<string> {
  return withFile(path, async (source) => sha256(await source.slice(0, source.byteLength)));
}
