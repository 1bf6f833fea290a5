import { readFile } from "node:fs/promises";
import { TrisimError } from "../../errors.js";
import { statPath } from "../stat-path.js";

/** transformers' own names for classes that nobody named. */
const PLACEHOLDER = /^LABEL_\d+$/i;
const MOST_BYTES = 2 ** 24;

/**
 * The names of a model's classes in the order of its outputs, from the `id2label` of transformers' `config.json`.
 *
 * @returns `null` where it says none: without the key, with other numbers than 0 to C − 1, or with placeholders (`LABEL_0`).
 * @throws TrisimError "malformed" for what is no JSON object.
 */
export async function readLabelNames(file: string): Promise<readonly string[] | null> {
  const labels = (await readObject(file)).id2label;
  if (typeof labels !== "object" || labels === null) return null;
  const byNumber = new Map(Object.entries(labels));
  const names = Array.from({ length: byNumber.size }, (_, c) => byNumber.get(String(c)));
  const isNamed = (name: unknown): name is string => typeof name === "string" && !PLACEHOLDER.test(name.trim());
  return names.length > 0 && names.every(isNamed) ? names : null;
}

/** Whether a `config.json` is timm's, which says how images are prepared. */
export async function isTimmConfig(file: string): Promise<boolean> {
  return "pretrained_cfg" in (await readObject(file));
}

async function readObject(file: string): Promise<Readonly<Record<string, unknown>>> {
  const size = (await statPath(file))?.size ?? 0;
  if (size > MOST_BYTES)
    throw new TrisimError("malformed", `${file}: ${size} bytes; expected a config.json of at most 16 MiB`);
  const json = parsed(await readFile(file, "utf8"));
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  throw new TrisimError("malformed", `${file} holds no JSON object; expected the model's config.json`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
