import { posix } from "node:path";
import { TrisimError } from "../../errors.js";
import { externalLocations } from "../../onnx/external-locations.js";
import { withFile } from "../byte-source.js";
import { type HubOptions, hubFile } from "./hub-file.js";
import type { HubRepository } from "./hub-repository.js";
import { isRepositoryPath } from "./repository-path.js";

/** The largest tokenizers of text towers have 33 MB. */
const MOST_BESIDE = 2 ** 26;

/** An ONNX file of a repository, with the weights that it keeps in other files beside it. */
export async function hubNetwork(repository: HubRepository, path: string, options: HubOptions): Promise<string> {
  const file = await hubFile(repository, path, options);
  const bytes = await withFile(file, (source) => source.slice(0, source.byteLength));
  for (const location of externalLocations(bytes, file)) {
    const data = posix.join(posix.dirname(path), location);
    const keeps = `${repository.name}/${path} keeps weights in ${JSON.stringify(location.slice(0, 80))}`;
    if (!isRepositoryPath(location)) throw new TrisimError("malformed", `${keeps}, which is outside its folder`);
    if (repository.isComplete && !repository.files.has(data))
      throw new TrisimError("malformed", `${keeps}, which the repository lacks`);
    await hubFile(repository, data, options);
  }
  return file;
}

/** A small file of that name in a network's folder, else at the top; `null` where there is none. */
export async function fileBeside(
  repository: HubRepository,
  path: string,
  name: string,
  options: HubOptions,
): Promise<string | null> {
  const found = [posix.join(posix.dirname(path), name), name].find((each) => repository.files.has(each));
  return found === undefined ? null : smallFile(repository, found, options);
}

/** What is read whole must not be large. */
export async function smallFile(repository: HubRepository, path: string, options: HubOptions): Promise<string> {
  const size = repository.files.get(path)?.size ?? 0;
  if (size <= MOST_BESIDE) return hubFile(repository, path, options);
  throw new TrisimError("malformed", `${repository.name}/${path}: ${size} bytes; expected at most ${MOST_BESIDE}`);
}
