import { dirname, join } from "node:path";
import { type FoundPreprocess, findPreprocess } from "../data/find-preprocess.js";
import { sha256 } from "../data/hash.js";
import { readOnnx } from "../data/read-onnx.js";
import { statPath } from "../data/stat-path.js";
import type { TextSource } from "../data/text-source.js";
import { ZOO_PREFIX, type ZooModel, zooModel } from "../data/zoo.js";
import { channelsFirst } from "../onnx/channels-first.js";
import { classNamesOf } from "../onnx/class-names.js";
import { imageEmbeddingOf } from "../onnx/logits.js";
import type { OnnxModel } from "../onnx/model.js";
import { readModel } from "../onnx/read-model.js";
import { imageTower, textEmbeddingOf } from "../onnx/towers.js";
import { unshare } from "../onnx/unshare.js";
import { modelName } from "./model-name.js";

/** A network as read from its file, ready to be tapped, pruned and run. */
export interface Model {
  /** As shown, see `modelName`; of an embedded network its name in the zoo. */
  readonly name: string;
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal; where it has external data, of the file that it is with these inside. */
  readonly sha256: string;
  /** The graph as far as it looks at images, which it takes N×C×H×W, every initialiser its own. */
  readonly onnx: OnnxModel;
  /** The graph of the file; it is more than `onnx` where it looks at texts too. */
  readonly whole: OnnxModel;
  /** The names of the classes that its outputs stand for; `null` where the file names none. */
  readonly classNames: readonly string[] | null;
  /** What makes texts for it, where it came with such; `null` elsewhere. */
  readonly texts: TextSource | null;
  readonly preprocess: FoundPreprocess;
}

/**
 * Reads a network and the preprocessing that belongs to it.
 *
 * @param spec - an ONNX file, or `zoo:NAME` for an embedded network.
 * @param preprocess - the preprocessing's file, else the one beside the model, else 1/255 with a warning.
 * @throws TrisimError `not-found`, `unreadable`, `malformed` or `unsupported`, naming the file; RangeError for a name
 * that the zoo lacks.
 */
export async function openModel(spec: string, preprocess?: string): Promise<Model> {
  const { file, name, texts, ...found } = await located(spec);
  const { whole, sha256 } = await readGraph(file);
  return {
    name,
    file,
    sha256,
    onnx: channelsFirst(imageTower(whole)),
    whole,
    classNames: classNamesOf(whole),
    texts: texts ?? (await textsBeside(file, whole)),
    preprocess: await findPreprocess(file, preprocess ?? found.preprocess),
  };
}

/** A graph with a text tower of its own has texts where a tokenizer lies beside it. */
async function textsBeside(file: string, whole: OnnxModel): Promise<TextSource | null> {
  if (imageEmbeddingOf(whole) === null || textEmbeddingOf(whole) === null) return null;
  return (await statPath(join(dirname(file), "tokenizer.json"))) === null ? null : {};
}

/** Reads an ONNX file, every initialiser of its graph its own. */
export async function readGraph(file: string): Promise<Pick<Model, "whole" | "sha256">> {
  const bytes = await readOnnx(file);
  return { whole: unshare(readModel(bytes, file)), sha256: sha256(bytes) };
}

async function located(spec: string): Promise<Partial<ZooModel> & Pick<Model, "name" | "file" | "texts">> {
  if (!spec.startsWith(ZOO_PREFIX)) return { name: modelName(spec), file: spec, texts: null };
  const name = spec.slice(ZOO_PREFIX.length);
  return { name, ...(await zooModel(name)) };
}
