import { posix } from "node:path";
import type { TextSource } from "../text-source.js";
import { chooseHubModel } from "./choose-hub-model.js";
import type { HubOptions } from "./hub-file.js";
import { fileBeside, hubNetwork } from "./hub-network.js";
import type { HubOrigin } from "./hub-origin.js";
import { type HubRepository, openRepository } from "./hub-repository.js";
import { hubSettings } from "./hub-settings.js";
import { HUB_PREFIX, parseHubSpec } from "./hub-spec.js";

/**
 * Texts whose tower is on this machine: one that the hub has is fetched, with the tokenizer, templates and classes beside it
 * that are not given.
 *
 * Where a repository is named without a file, the tower is what belongs to the model that would be taken:
 * `text_model.onnx` of `vision_model.onnx`.
 *
 * @returns the texts, and where on the hub their tower came from; `null` for one that was here.
 * @throws what `hubModel` throws.
 */
export async function fetchedTexts(
  given: TextSource,
  options: HubOptions = {},
): Promise<{ readonly texts: TextSource; readonly origin: HubOrigin | null }> {
  if (given.text?.startsWith(HUB_PREFIX) !== true) return { texts: given, origin: null };
  const wanted = parseHubSpec(given.text);
  const repository = await openRepository(await hubSettings(), wanted, options.signal);
  const path = wanted.path ?? textPath(chooseHubModel({ ...repository, paths: [...repository.files.keys()] }, null));
  const found = await hubTextTower(repository, path, options);
  const origin = { spec: given.text, repository: wanted.repository, commit: repository.commit, path };
  return { texts: { ...found, ...given, text: found.text }, origin };
}

/** A text tower of a repository, with what lies beside it. */
export async function hubTextTower(
  repository: HubRepository,
  path: string,
  options: HubOptions,
): Promise<TextSource & { readonly text: string }> {
  const beside = async (name: string) => (await fileBeside(repository, path, name, options)) ?? undefined;
  const text = await hubNetwork(repository, path, options);
  const tokenizer = await beside("tokenizer.json");
  if (tokenizer !== undefined) await beside("tokenizer_config.json");
  return { text, tokenizer, templates: await beside("templates.txt"), classes: await beside("classes.txt") };
}

/** Towers that were exported apart are named alike: `vision_model_fp16.onnx` and `text_model_fp16.onnx`. */
export function textPath(path: string): string {
  return posix.join(posix.dirname(path), posix.basename(path).replace(/^vision_/, "text_"));
}
