import { dirname, join } from "node:path";
import { isArrayFile } from "../data/array-file.js";
import { type FoundPreprocess, findPreprocess } from "../data/find-preprocess.js";
import type { HubOptions } from "../data/hub/hub-file.js";
import { type HubModel, hubModel } from "../data/hub/hub-model.js";
import type { HubOrigin } from "../data/hub/hub-origin.js";
import { HUB_PREFIX } from "../data/hub/hub-spec.js";
import { readOnnx } from "../data/read-onnx.js";
import { statPath } from "../data/stat-path.js";
import type { TextSource } from "../data/text-source.js";
import { ZOO_PREFIX, type ZooModel, zooModel } from "../data/zoo.js";
import { TrisimError } from "../errors.js";
import { channelsFirst } from "../onnx/channels-first.js";
import { classNamesOf } from "../onnx/class-names.js";
import { floatImages } from "../onnx/float-images.js";
import { imageEmbeddingOf, logitsOf } from "../onnx/logits.js";
import type { OnnxModel, StoredModel } from "../onnx/model.js";
import { readModel } from "../onnx/read-model.js";
import { imageTower, textEmbeddingOf } from "../onnx/towers.js";
import { unshare } from "../onnx/unshare.js";
import { modelName } from "./model-name.js";
import { setAside } from "./set-aside.js";

/** A network as read from its file, ready to be tapped, pruned and run. */
export interface Model {
  /** As shown, see `modelName`; of an embedded network its name in the zoo, of one of the hub that there. */
  readonly name: string;
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal; where it has external data, of the file that it is with these inside. */
  readonly sha256: string;
  /** Where on the hub it came from; `null` for every other model. */
  readonly hub: HubOrigin | null;
  /** The graph as far as it looks at images, which it takes N×C×H×W as float32, every initialiser its own. */
  readonly onnx: OnnxModel;
  /** The graph of the file; it is more than `onnx` where it looks at texts too. */
  readonly whole: OnnxModel;
  /** The names of the classes that its outputs stand for, by its file, else by its repository; `null` where neither says. */
  readonly classNames: readonly string[] | null;
  /** What makes texts for it, where it came with such; `null` elsewhere. */
  readonly texts: TextSource | null;
  readonly preprocess: FoundPreprocess;
}

/**
 * Reads a network and the preprocessing that belongs to it.
 *
 * @param spec - an ONNX file, `zoo:NAME` for an embedded network, or `hf:owner/name[@revision][/path.onnx]` for one of the
 * Hugging Face hub.
 * @param preprocess - the preprocessing's file, else the one beside the model, else 1/255 with a warning.
 * @param options - for a download: whom to tell how far it is, and what stops it.
 * @throws TrisimError `not-found`, `unreadable`, `malformed` or `unsupported`, naming the file; RangeError for a name
 * that the zoo lacks, or that is none of the hub; the signal's reason once it is aborted.
 */
export async function openModel(spec: string, preprocess?: string, options: HubOptions = {}): Promise<Model> {
  if (isArrayFile(spec)) throw new TrisimError("unsupported", `${spec} is saved activations: this needs a model`);
  const { file, name, texts, ...found } = await located(spec, options);
  const { whole, sha256 } = await readGraph(file);
  const onnx = channelsFirst(floatImages(imageTower(whole)));
  // Where it was changed there are two, and hardly anything looks at the file's own.
  if (onnx !== whole) setAside(whole);
  return {
    name,
    file,
    sha256,
    hub: found.origin ?? null,
    onnx,
    whole,
    classNames: classNamesOf(whole) ?? fittingNames(whole, found.classNames ?? null),
    texts: texts ?? (await textsBeside(file, whole, found.tokenizer)),
    preprocess: await findPreprocess(file, preprocess ?? found.preprocess ?? undefined),
  };
}

/**
 * Finds the preprocessing that `openModel` would, and reads no network.
 *
 * @throws as `openModel` does, but for what is in the model's own file.
 */
export async function preprocessOf(
  spec: string,
  preprocess?: string,
  options: HubOptions = {},
): Promise<FoundPreprocess> {
  const { file, preprocess: own } = await located(spec, options);
  return findPreprocess(file, preprocess ?? own ?? undefined);
}

/** A graph with a text tower of its own has texts where a tokenizer lies beside it, or came with it. */
async function textsBeside(file: string, whole: OnnxModel, tokenizer?: string | null): Promise<TextSource | null> {
  if (imageEmbeddingOf(whole) === null || textEmbeddingOf(whole) === null) return null;
  if (typeof tokenizer === "string") return { tokenizer };
  return (await statPath(join(dirname(file), "tokenizer.json"))) === null ? null : {};
}

/** A repository names the classes of the network that was trained; an export may have other outputs, as a backbone has. */
function fittingNames(whole: OnnxModel, names: readonly string[] | null): readonly string[] | null {
  const columns = whole.outputs.map(({ dims }) => dims?.at(-1)).filter((dim) => typeof dim === "number");
  const fit = columns.length === 0 || columns.some((count) => count === names?.length);
  return fit && logitsOf(whole) !== null ? names : null;
}

/** Reads an ONNX file, every initialiser of its graph its own. */
export async function readGraph(file: string): Promise<Pick<Model, "whole" | "sha256">> {
  const { stored, sha256 } = await readOnnx(file);
  return { whole: unshare(keptIn(stored, readModel(stored.bytes, file))), sha256 };
}

/** The model, whose bytes are where they are stored. */
function keptIn(stored: StoredModel, model: OnnxModel): OnnxModel {
  return {
    ...model,
    file: stored.file,
    get bytes() {
      return stored.bytes;
    },
  };
}

type Located = Partial<Omit<ZooModel, "preprocess">> & Partial<HubModel> & Pick<Model, "name" | "file" | "texts">;

async function located(spec: string, options: HubOptions): Promise<Located> {
  if (spec.startsWith(HUB_PREFIX)) return hubModel(spec, options);
  if (!spec.startsWith(ZOO_PREFIX)) return { name: modelName(spec), file: spec, texts: null };
  const name = spec.slice(ZOO_PREFIX.length);
  return { name, ...(await zooModel(name)) };
}
