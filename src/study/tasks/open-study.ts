import { isArrayFile } from "../../data/array-file.js";
import type { Dataset } from "../../data/dataset.js";
import { readLabelMap } from "../../data/label-map.js";
import { openDataset } from "../../data/open-dataset.js";
import type { TextSource } from "../../data/text-source.js";
import { TrisimError } from "../../errors.js";
import type { LabelRule } from "../../sides/functional/label-rule.js";
import { checkCalibration } from "../calibration.js";
import { modelNames } from "../model-names.js";
import { type StudyFile, type StudyFileModel, specOf } from "../study-file.js";
import type { StudyModelSource } from "./study-context.js";

/**
 * The models of a study by their names.
 *
 * @throws RangeError for saved activations without a file for each data set; whatever reading a label map throws.
 */
export async function modelSources(
  { models, layers }: StudyFile,
  datasets: readonly Dataset[],
): Promise<readonly StudyModelSource[]> {
  const names = modelNames(models);
  const sources: StudyModelSource[] = [];
  for (const [i, model] of models.entries()) {
    const name = names[i] ?? "";
    const { preprocess, texts } = model;
    sources.push({
      ...{ name, spec: specOf(model), saved: savedFiles(model, datasets, `models[${i}]`), preprocess },
      ...{ layers: model.layers ?? layers, texts: definedOnly(texts), rule: await ruleOf(model) },
    });
  }
  return sources;
}

/** Files of saved activations, one a data set; `null` for a network. */
function savedFiles(
  { model, activations }: StudyFileModel,
  datasets: readonly Dataset[],
  where: string,
): readonly string[] | null {
  const names = datasets.map(({ name }) => name);
  const remedy = "give activations: { NAME: FILE, … }";
  if (activations === undefined) {
    if (model === undefined || !isArrayFile(model)) return null;
    if (names.length === 1) return [model];
    throw new RangeError(
      `${where}.model: ${model} is saved activations of one data set, and there are ${names.join(", ")}; ${remedy}`,
    );
  }
  const unknown = Object.keys(activations).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`${where}.activations: there is no data set ${unknown}; those there are: ${names.join(", ")}`);
  return names.map((name) => {
    const file = activations[name];
    if (file !== undefined) return file;
    throw new RangeError(`${where}.activations: there is no file for ${name}; every data set needs one: ${remedy}`);
  });
}

async function ruleOf({ labelMap, labelOffset }: StudyFileModel): Promise<LabelRule | null> {
  if (labelOffset !== undefined) return { kind: "offset", offset: labelOffset };
  return labelMap === undefined ? null : { kind: "map", ...(await readLabelMap(labelMap)) };
}

function definedOnly(texts: StudyFileModel["texts"]): TextSource | undefined {
  return texts === undefined ? undefined : { ...texts };
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
    if (given !== null) await checkCalibration(given);
    return { datasets: opened, calibration: given };
  } catch (error) {
    await Promise.all(opened.map((dataset) => dataset.close()));
    throw error;
  }
}

/** Debiased CKA needs four rows. */
const FEWEST_EXAMPLES = 4;
