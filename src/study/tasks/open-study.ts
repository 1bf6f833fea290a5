import { dirname, join } from "node:path";
import { withFile } from "../../data/byte-source.js";
import type { Dataset } from "../../data/dataset.js";
import { sha256 } from "../../data/hash.js";
import { fetchedTexts } from "../../data/hub/hub-text-tower.js";
import { readLabelMap } from "../../data/label-map.js";
import { openDataset } from "../../data/open-dataset.js";
import { statPath } from "../../data/stat-path.js";
import type { TextSource } from "../../data/text-source.js";
import { TrisimError } from "../../errors.js";
import { countParameters } from "../../onnx/count-parameters.js";
import { familyOf } from "../../onnx/family.js";
import { ownParameters } from "../../onnx/own-parameters.js";
import { parameterTensors } from "../../onnx/parameters.js";
import { BESIDE_TEXT_TOWER, besideTextTower } from "../../runtime/beside-text-tower.js";
import { type Model, readGraph } from "../../runtime/open-model.js";
import type { LabelRule } from "../../sides/functional/label-rule.js";
import { checkCalibration } from "../calibration.js";
import { fingerprint } from "../fingerprint.js";
import { modelNames } from "../model-names.js";
import type { PlannedModel } from "../plan/study-plan.js";
import type { StudyFile, StudyFileModel } from "../study-file.js";
import { namedModel } from "./opened-models.js";
import type { StudyModelSource } from "./study-context.js";

/** What the files of a model say without running it. */
export interface ModelFacts extends PlannedModel {
  readonly sha256: string;
  readonly parameters: number;
  readonly family: string;
  readonly warning: string | null;
}

/** The models of a study by their names. */
export async function modelSources({ models, layers }: StudyFile): Promise<readonly StudyModelSource[]> {
  const names = modelNames(models);
  const sources: StudyModelSource[] = [];
  for (const [i, model] of models.entries()) {
    const name = names[i] ?? "";
    const { model: spec, preprocess, texts } = model;
    const rule = await ruleOf(model);
    sources.push({ name, spec, preprocess, layers: model.layers ?? layers, texts: definedOnly(texts), rule });
  }
  return sources;
}

async function ruleOf({ labelMap, labelOffset }: StudyFileModel): Promise<LabelRule | null> {
  if (labelOffset !== undefined) return { kind: "offset", offset: labelOffset };
  return labelMap === undefined ? null : { kind: "map", ...(await readLabelMap(labelMap)) };
}

function definedOnly(texts: StudyFileModel["texts"]): TextSource | undefined {
  return texts === undefined ? undefined : { ...texts };
}

/**
 * What the files of a model say.
 *
 * @param dataNames - classes of the first data set, which texts are made of where the model brings no names.
 * @throws whatever opening it throws.
 */
export async function modelFacts(
  source: StudyModelSource,
  place: number,
  dataNames: readonly string[] | null,
  signal?: AbortSignal,
): Promise<ModelFacts> {
  const model = await namedModel(source, signal);
  const { sha256: hash, onnx, preprocess } = model;
  const { texts } = await fetchedTexts({ ...model.texts, ...source.texts }, { signal });
  const identity = {
    name: source.name,
    sha256: hash,
    preprocess: { ...preprocess.config },
    layers: source.layers,
    texts: await textHashes(model, texts),
    logitScale: texts.logitScale ?? null,
    logitBias: texts.logitBias ?? null,
    dataNames: source.texts === undefined && model.texts === null ? null : dataNames,
    rule: source.rule === null ? null : fingerprint({ ...source.rule }),
  };
  return {
    place,
    identity,
    shapes: fingerprint(parameterTensors(ownParameters(onnx)).map(({ dims }) => dims)),
    sha256: hash,
    parameters: countParameters(onnx),
    family: familyOf(onnx),
    warning: preprocess.warning,
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

/** The data sets of a study, all open; where one fails the others are closed. */
export async function openStudyData(
  { data, calibration }: StudyFile,
  signal: AbortSignal | undefined,
): Promise<{ readonly datasets: readonly Dataset[]; readonly calibration: Dataset | null }> {
  const opened: Dataset[] = [];
  try {
    for (const { data: spec, name, limit, skipCorrupt } of data) {
      const dataset = await openDataset(spec, { limit, skipCorrupt, signal });
      opened.push(name === undefined ? dataset : { ...dataset, name });
      if (dataset.n < FEWEST_EXAMPLES)
        throw new TrisimError(
          "too-few-examples",
          `${spec}: has ${dataset.n} examples, CKA needs at least ${FEWEST_EXAMPLES}`,
        );
      if (opened.slice(0, -1).some((other) => other.name === (name ?? dataset.name)))
        throw new RangeError(`${spec}: another data set is called ${name ?? dataset.name} too; name: tells them apart`);
    }
    const given = calibration === undefined ? null : await openDataset(calibration, { signal });
    if (given !== null) checkCalibration(given);
    return { datasets: opened, calibration: given };
  } catch (error) {
    await Promise.all(opened.map((dataset) => dataset.close()));
    throw error;
  }
}

/** Debiased CKA needs four rows. */
const FEWEST_EXAMPLES = 4;
