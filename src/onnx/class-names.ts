import { TrisimError } from "../errors.js";
import type { OnnxModel } from "./model.js";

const KEY = "class_names";

/**
 * The names of a model's classes in the order of its outputs, where the file carries them: the metadata `class_names`, a
 * JSON array of texts.
 *
 * @returns `null` where the file says nothing.
 * @throws TrisimError "malformed" where the metadata is something else.
 */
export function classNamesOf(model: OnnxModel): readonly string[] | null {
  const text = model.metadata.get(KEY);
  if (text === undefined) return null;
  const names = parsed(text);
  if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === "string")) return names;
  throw new TrisimError("malformed", `${model.name}: its metadata ${KEY} is no JSON array of class names`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
