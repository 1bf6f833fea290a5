import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type FoundPreprocess, findPreprocess } from "../data/find-preprocess.js";
import { TrisimError } from "../errors.js";
import type { OnnxModel } from "../onnx/model.js";
import { readModel } from "../onnx/read-model.js";
import { unshare } from "../onnx/unshare.js";

/** A network as read from its file, ready to be tapped, pruned and run. */
export interface Model {
  /** The file's name without its ending. */
  readonly name: string;
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  /** The graph, every initialiser its own. */
  readonly onnx: OnnxModel;
  readonly preprocess: FoundPreprocess;
}

/**
 * Reads a network and the preprocessing that belongs to it.
 *
 * @param file - an ONNX file.
 * @param preprocess - the preprocessing's file, else the one beside the model, else 1/255 with a warning.
 * @throws TrisimError `not-found`, `unreadable`, `malformed` or `unsupported`, naming the file.
 */
export async function openModel(file: string, preprocess?: string): Promise<Model> {
  const bytes = await readBytes(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const onnx = unshare(readModel(bytes, file));
  return {
    name: basename(file).replace(/\.onnx$/i, ""),
    file,
    sha256,
    onnx,
    preprocess: await findPreprocess(file, preprocess),
  };
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new TrisimError("not-found", `${file} does not exist`);
    throw new TrisimError("unreadable", `${file} cannot be read: ${message}`, { cause: error });
  }
}
