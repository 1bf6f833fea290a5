import type { TextSource } from "../text-source.js";
import { chooseHubModel } from "./choose-hub-model.js";
import { isTimmConfig, readLabelNames } from "./hub-config.js";
import type { HubOptions } from "./hub-file.js";
import { fileBeside, hubNetwork, smallFile } from "./hub-network.js";
import type { HubOrigin } from "./hub-origin.js";
import { type HubRepository, openRepository } from "./hub-repository.js";
import { hubSettings } from "./hub-settings.js";
import { HUB_PREFIX, parseHubSpec } from "./hub-spec.js";
import { hubTextTower, textPath } from "./hub-text-tower.js";

/** A network of the hub: its files on this machine, all of them checked, and what its repository says of it. */
export interface HubModel {
  readonly name: string;
  readonly file: string;
  readonly origin: HubOrigin;
  /** `null` where the repository has none. */
  readonly preprocess: string | null;
  readonly tokenizer: string | null;
  /** A text tower of its own file, with its tokenizer; `null` where there is none. */
  readonly texts: TextSource | null;
  /** By its `config.json`; `null` where that names none. */
  readonly classNames: readonly string[] | null;
}

/**
 * Fetches a network from the hub, or from the cache that is shared with Python's huggingface_hub.
 *
 * @param spec - `hf:owner/name[@revision][/path.onnx]`.
 * @throws RangeError for what is no such name; TrisimError for what the hub lacks or does wrong; the signal's reason once it
 * is aborted.
 */
export async function hubModel(spec: string, options: HubOptions = {}): Promise<HubModel> {
  const wanted = parseHubSpec(spec);
  const repository = await openRepository(await hubSettings(), wanted, options.signal);
  const path = chooseHubModel({ ...repository, paths: [...repository.files.keys()] }, wanted.path);
  const beside = (name: string) => fileBeside(repository, path, name, options);
  const file = await hubNetwork(repository, path, options);
  const config = await beside("config.json");
  const tokenizer = await beside("tokenizer.json");
  if (tokenizer !== null) await beside("tokenizer_config.json");
  return {
    name: spec.slice(HUB_PREFIX.length).replace(/\.onnx$/i, ""),
    file,
    origin: { spec, repository: wanted.repository, commit: repository.commit, path },
    preprocess: (await ownPreprocess(repository, path, options)) ?? (await timmConfig(config)),
    tokenizer,
    texts: tokenizer === null ? null : await textsOf(repository, path, options),
    classNames: config === null ? null : await readLabelNames(config),
  };
}

async function ownPreprocess(repository: HubRepository, path: string, options: HubOptions): Promise<string | null> {
  const own = path.replace(/\.onnx$/i, ".preprocess.json");
  if (repository.files.has(own)) return smallFile(repository, own, options);
  return fileBeside(repository, path, "preprocessor_config.json", options);
}

async function timmConfig(config: string | null): Promise<string | null> {
  return config !== null && (await isTimmConfig(config)) ? config : null;
}

async function textsOf(repository: HubRepository, path: string, options: HubOptions): Promise<TextSource | null> {
  const text = textPath(path);
  return text === path || !repository.files.has(text) ? null : hubTextTower(repository, text, options);
}
