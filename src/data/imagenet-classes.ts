import { z } from "zod";
import { TrisimError } from "../errors.js";
import type { FileTree } from "./file-tree.js";

export const IMAGENET_CLASSES = 1000;

/** Where class tables lie, beside the folders. */
export const CLASS_INDEX_FILES = ["imagenet_class_index.json", "classes.json"];

/** The 1,000 classes in the order of their numbers. */
export interface ClassIndex {
  readonly file: string;
  /** Wordnet ids, `n01440764`. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

const schema = z.record(z.string(), z.tuple([z.string().regex(/^n\d{8}$/), z.string()]));

/**
 * The class table that lies beside the folders, as Keras publishes it: `{ "0": ["n01440764", "tench"], … }` with all of 0 to
 * 999; `null` where there is none.
 *
 * @throws TrisimError "malformed" or "bad-value", naming the file.
 */
export async function readClassIndex(tree: FileTree): Promise<ClassIndex | null> {
  const file = CLASS_INDEX_FILES.find((name) => tree.files.includes(name));
  if (file === undefined) return null;
  const name = tree.nameOf(file);
  const parsed = schema.safeParse(jsonOf(name, new TextDecoder().decode(await tree.read(file))));
  const entries = Array.from({ length: IMAGENET_CLASSES }, (_, c) => parsed.data?.[c]);
  if (entries.some((entry) => entry === undefined) || Object.keys(parsed.data ?? {}).length !== IMAGENET_CLASSES) {
    const expected = `expected { "0": ["n01440764", "tench"], … } with the classes 0 to ${IMAGENET_CLASSES - 1}`;
    throw new TrisimError("bad-value", `${name}: ${expected}`);
  }
  const ids = entries.map((entry) => entry?.[0] ?? "");
  const twice = ids.find((id, c) => ids.indexOf(id) !== c);
  if (twice !== undefined) throw new TrisimError("bad-value", `${name}: ${twice} is two classes; expected each once`);
  return { file: name, ids, names: entries.map((entry) => entry?.[1] ?? "") };
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TrisimError("malformed", `${name} is no JSON`, { cause });
  }
}
