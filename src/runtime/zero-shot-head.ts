import { resolve } from "node:path";
import { readMatrix } from "../data/array-file.js";
import type { HubOptions } from "../data/hub/hub-file.js";
import { pinnedSpec } from "../data/hub/hub-origin.js";
import { fetchedTexts } from "../data/hub/hub-text-tower.js";
import { statPath } from "../data/stat-path.js";
import { captionsOf, readTemplates } from "../data/templates.js";
import { readLines } from "../data/text-lines.js";
import type { TextSource } from "../data/text-source.js";
import { readTokenizer } from "../data/tokenizer.js";
import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { zeroRow } from "../kernels/zero-row.js";
import { classEmbeddings } from "../measures/predictive/zero-shot.js";
import { classNamesOf } from "../onnx/class-names.js";
import { imageEmbeddingOf } from "../onnx/logits.js";
import type { OnnxModel } from "../onnx/model.js";
import { textTower } from "../onnx/towers.js";
import { BESIDE_TEXT_TOWER, besideTextTower } from "./beside-text-tower.js";
import type { Engine } from "./engine.js";
import { jointLogitScale } from "./joint-logit-scale.js";
import { checkedBias, checkedScale, written } from "./logit-scale.js";
import { type Model, readGraph } from "./open-model.js";
import { textEmbeddings } from "./text-embeddings.js";
import { textPlan } from "./text-plan.js";

/** A classifier made of texts: what turns the embedding of an image into logits. */
export interface ZeroShotHead {
  /** C × d, one embedding a class. */
  readonly classes: Matrix;
  /** `null` where saved embeddings came without names. */
  readonly classNames: readonly string[] | null;
  /** What cosines are multiplied by. */
  readonly scale: number;
  /** What is added to them; 0 for CLIP. */
  readonly bias: number;
  /** What had to be done or assumed, to be said. */
  readonly notes: readonly string[];
  /** Where all this came from, for the results. */
  readonly source: {
    readonly texts: string;
    readonly tokenizer: string | null;
    readonly templates: readonly string[] | null;
    readonly classes: string | null;
  };
}

/**
 * Makes the classifier of an image tower out of the names of classes. The texts are run once, whatever is classified.
 *
 * @param given - the files; those left out are searched for beside the text tower.
 * @param dataNames - the class names of the data, taken where nothing else names the classes.
 * @param hub - for the download of a text tower: whom to tell how far it is, and what stops it.
 * @throws TrisimError naming the file that is missing or wrong, and the option that would give it.
 */
export async function zeroShotHead(
  engine: Engine,
  model: Model,
  given: TextSource,
  dataNames: readonly string[] | null,
  hub: HubOptions = {},
): Promise<ZeroShotHead> {
  const head = await (given.textEmbeds === undefined
    ? headOfTexts(engine, model, await fetchedTexts(given, hub), dataNames)
    : headOfEmbeddings(model, given, given.textEmbeds));
  checkFeatures(model, head.classes);
  return head;
}

async function headOfEmbeddings(model: Model, given: TextSource, file: string): Promise<ZeroShotHead> {
  const { matrix } = await readMatrix(file);
  checkDirections(file, matrix);
  const classNames = given.classes === undefined ? model.classNames : await readLines(given.classes);
  if (classNames !== null && classNames.length !== matrix.rows)
    throw new TrisimError(
      "mismatch",
      `${file} has ${matrix.rows} rows and there are ${classNames.length} class names; expected one row a class`,
    );
  const scale = checkedScale(model, given.logitScale ?? written("logit_scale", model, null));
  const bias = checkedBias(model, given.logitBias ?? written("logit_bias", model, null));
  const source = { texts: file, tokenizer: null, classes: given.classes ?? null, templates: null };
  return { classes: matrix, classNames, scale, bias, notes: [], source };
}

async function headOfTexts(
  engine: Engine,
  model: Model,
  { texts: given, origin }: Awaited<ReturnType<typeof fetchedTexts>>,
  dataNames: readonly string[] | null,
): Promise<ZeroShotHead> {
  const text = given.text === undefined || resolve(given.text) === resolve(model.file) ? null : given.text;
  const { file, tower } = await towerOf(model, text);
  const tokenizer = await besides(file, given.tokenizer, BESIDE_TEXT_TOWER.tokenizer, "--tokenizer");
  const templateFile = await besides(file, given.templates, BESIDE_TEXT_TOWER.templates, "--templates");
  const { classNames, source: classes } = await classesOf(file, tower, given, dataNames);
  const templates = await readTemplates(templateFile);
  const plan = textPlan(file, tower.inputs, captionsOf(classNames, templates), await readTokenizer(tokenizer));
  const texts = await textEmbeddings(engine, file, tower, plan);
  const scale = given.logitScale ?? written("logit_scale", model, tower);
  const bias = given.logitBias ?? written("logit_bias", model, tower);
  // A scale that is known must not fail on a graph whose own logits are of another kind.
  const own = scale === null && text === null ? await jointLogitScale(engine, model, plan) : null;
  return {
    classes: classEmbeddings(texts, templates.length),
    classNames,
    scale: checkedScale(model, scale ?? own?.scale ?? null),
    bias: checkedBias(model, bias ?? own?.bias ?? null),
    notes: plan.notes,
    source: { texts: origin === null ? file : pinnedSpec(origin), tokenizer, classes, templates },
  };
}

/** The text tower in a file of its own or, where `text` is `null`, in the model's. */
async function towerOf(model: Model, text: string | null): Promise<{ file: string; tower: OnnxModel }> {
  const file = text ?? model.file;
  if (text !== null && (await statPath(text)) === null)
    throw new TrisimError("not-found", `${text} does not exist; --text takes the ONNX file of a text tower`);
  const tower = textTower(text === null ? model.whole : (await readGraph(text)).whole);
  if (tower !== null) return { file, tower };
  throw new TrisimError(
    "unsupported",
    `${file}: has no output that holds the embedding of texts; --text takes the ONNX file of a text tower`,
  );
}

/** The file that was given, else the one of that name beside the text tower. */
async function besides(tower: string, given: string | undefined, name: string, option: string): Promise<string> {
  const file = given ?? (await besideTextTower(tower, name));
  if ((await statPath(file)) !== null) return file;
  const remedy = given === undefined ? `; give ${option} FILE` : "";
  throw new TrisimError("not-found", `${file} does not exist${remedy}`);
}

async function classesOf(
  tower: string,
  graph: OnnxModel,
  { classes }: TextSource,
  dataNames: readonly string[] | null,
): Promise<{ classNames: readonly string[]; source: string }> {
  const file = classes ?? (await besideTextTower(tower, BESIDE_TEXT_TOWER.classes));
  if (classes !== undefined || (await statPath(file)) !== null)
    return { classNames: await readLines(file), source: file };
  const own = classNamesOf(graph);
  if (own !== null) return { classNames: own, source: tower };
  if (dataNames !== null) return { classNames: dataNames, source: "the data set" };
  throw new TrisimError("not-found", `${tower}: nothing names the classes; give --classes FILE, one name a line`);
}

/** An embedding of length 0 has no cosine with anything. */
function checkDirections(file: string, embeddings: Matrix): void {
  const row = zeroRow(embeddings);
  if (row >= 0)
    throw new TrisimError("bad-value", `${file}: row ${row} is zero, so that class ${row} has no direction`);
}

/** Told by the file, where it says how many features an embedding has; else once there is one. */
function checkFeatures(model: Model, classes: Matrix): void {
  const embedding = imageEmbeddingOf(model.onnx);
  const features = model.onnx.outputs.find(({ name }) => name === embedding)?.dims?.at(-1);
  if (typeof features === "number" && features !== classes.columns)
    throw featureMismatch(model.name, features, classes.columns);
}

/** The error for towers that are not of one model. */
export function featureMismatch(name: string, images: number, texts: number): TrisimError {
  const found = `its images have ${images} features and the texts ${texts}`;
  return new TrisimError("mismatch", `${name}: ${found}; are both towers of one model?`);
}
