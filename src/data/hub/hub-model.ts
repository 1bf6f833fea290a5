import { posix } from "node:path";
import { TrisimError } from "../../errors.js";
import { externalLocations } from "../../onnx/external-locations.js";
import { withFile } from "../byte-source.js";
import type { TextSource } from "../text-source.js";
import { chooseHubModel } from "./choose-hub-model.js";
import { isTimmConfig, readLabelNames } from "./hub-config.js";
import { type HubOptions, hubFile } from "./hub-file.js";
import type { HubOrigin } from "./hub-origin.js";
import { type HubRepository, openRepository } from "./hub-repository.js";
import { hubSettings } from "./hub-settings.js";
import { HUB_PREFIX, parseHubSpec } from "./hub-spec.js";
import { isRepositoryPath } from "./repository-path.js";

/** The largest tokenizers of text towers have 33 MB. */
const MOST_BESIDE = 2 ** 26;

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
  const get = (found: string | null) => (found === null ? null : smallFile(repository, found, options));
  const file = await hubFile(repository, path, options);
  await fetchExternalData(repository, path, file, options);
  const config = await get(beside(repository, path, "config.json"));
  const tokenizer = await get(beside(repository, path, "tokenizer.json"));
  if (tokenizer !== null) await get(beside(repository, path, "tokenizer_config.json"));
  return {
    name: spec.slice(HUB_PREFIX.length).replace(/\.onnx$/i, ""),
    file,
    origin: { spec, repository: wanted.repository, commit: repository.commit, path },
    preprocess: (await get(preprocessPath(repository, path))) ?? (await timmConfig(config)),
    tokenizer,
    texts: tokenizer === null ? null : await textsOf(repository, path, tokenizer, options),
    classNames: config === null ? null : await readLabelNames(config),
  };
}

/** Weights that the graph keeps in other files, beside it. */
async function fetchExternalData(repository: HubRepository, path: string, file: string, options: HubOptions) {
  const bytes = await withFile(file, (source) => source.slice(0, source.byteLength));
  for (const location of externalLocations(bytes, file)) {
    const data = posix.join(posix.dirname(path), location);
    const keeps = `${repository.name}/${path} keeps weights in ${JSON.stringify(location.slice(0, 80))}`;
    if (!isRepositoryPath(location)) throw new TrisimError("malformed", `${keeps}, which is outside its folder`);
    if (repository.isComplete && !repository.files.has(data))
      throw new TrisimError("malformed", `${keeps}, which the repository lacks`);
    await hubFile(repository, data, options);
  }
}

/** What is read whole must not be large. */
async function smallFile(repository: HubRepository, path: string, options: HubOptions): Promise<string> {
  const size = repository.files.get(path)?.size ?? 0;
  if (size <= MOST_BESIDE) return hubFile(repository, path, options);
  throw new TrisimError("malformed", `${repository.name}/${path}: ${size} bytes; expected at most ${MOST_BESIDE}`);
}

/** A file of that name in the model's folder, else at the top. */
function beside({ files }: HubRepository, path: string, name: string): string | null {
  return [posix.join(posix.dirname(path), name), name].find((each) => files.has(each)) ?? null;
}

function preprocessPath(repository: HubRepository, path: string): string | null {
  const own = path.replace(/\.onnx$/i, ".preprocess.json");
  return repository.files.has(own) ? own : beside(repository, path, "preprocessor_config.json");
}

async function timmConfig(config: string | null): Promise<string | null> {
  return config !== null && (await isTimmConfig(config)) ? config : null;
}

/** Towers that were exported apart are named alike: `vision_model_fp16.onnx` and `text_model_fp16.onnx`. */
async function textsOf(repository: HubRepository, path: string, tokenizer: string, options: HubOptions) {
  const text = posix.join(posix.dirname(path), posix.basename(path).replace(/^vision_/, "text_"));
  if (text === path || !repository.files.has(text)) return null;
  const file = await hubFile(repository, text, options);
  await fetchExternalData(repository, text, file, options);
  const optional = async (name: string) => {
    const found = beside(repository, path, name);
    return found === null ? undefined : smallFile(repository, found, options);
  };
  return { text: file, tokenizer, templates: await optional("templates.txt"), classes: await optional("classes.txt") };
}
