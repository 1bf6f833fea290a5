import { isAbsolute, resolve } from "node:path";
import type { StudyFile, StudyFileModel } from "./study-file.js";

const FILES = ["preprocess", "labelMap"] as const;
const TEXT_FILES = ["textEmbeds", "tokenizer", "templates", "classes"] as const;

/** What names no file: embedded networks and images, and models of the hub. */
const NO_PATH = new Set(["zoo", "hf"]);

/**
 * A study whose paths are meant from a folder, with whole paths.
 *
 * @param folder - where the study's file is.
 */
export function fromFolder(study: StudyFile, folder: string): StudyFile {
  const path = (given: string) => (isAbsolute(given) ? given : resolve(folder, given));
  const { calibration } = study;
  return {
    ...study,
    models: study.models.map((model) => modelFrom(model, path)),
    data: study.data.map((one) => ({ ...one, data: spec(one.data, path) })),
    ...(calibration === undefined ? {} : { calibration: spec(calibration, path) }),
  };
}

function modelFrom(model: StudyFileModel, path: (given: string) => string): StudyFileModel {
  const { texts, activations, model: given } = model;
  return {
    ...replaced(model, FILES, path),
    ...(texts === undefined ? {} : { texts: textsFrom(texts, path) }),
    ...(activations === undefined ? {} : { activations: replaced(activations, Object.keys(activations), path) }),
    ...(given === undefined ? {} : { model: spec(given, path) }),
  };
}

function textsFrom(texts: NonNullable<StudyFileModel["texts"]>, path: (given: string) => string) {
  const text = texts.text === undefined ? {} : { text: spec(texts.text, path) };
  return { ...replaced(texts, TEXT_FILES, path), ...text };
}

/** `kind:path`, or a path; `npy:` takes two with a comma between. */
function spec(given: string, path: (given: string) => string): string {
  const [, kind, rest = ""] = /^([a-z][a-z0-9-]+):(.*)$/s.exec(given) ?? [];
  if (kind === undefined) return path(given);
  return NO_PATH.has(kind) ? given : `${kind}:${rest.split(",").map(path).join(",")}`;
}

/** The same object, some of its texts replaced. */
function replaced<T extends object>(of: T, keys: readonly (keyof T & string)[], by: (text: string) => string): T {
  const entries = Object.entries(of).map(([key, value]) =>
    keys.some((one) => one === key) && typeof value === "string" ? [key, by(value)] : [key, value],
  );
  return Object.fromEntries(entries) as T;
}
