import { posix } from "node:path";
import { externalLocations } from "../../onnx/external-locations.js";
import { withFile } from "../byte-source.js";
import { statPath } from "../stat-path.js";
import { snapshotPath } from "./cache-folder.js";
import { chooseHubModel } from "./choose-hub-model.js";
import { openRepository } from "./hub-repository.js";
import { hubSettings } from "./hub-settings.js";
import { HUB_PREFIX, parseHubSpec } from "./hub-spec.js";
import { textPath } from "./hub-text-tower.js";

/** What a model of the hub lacks on this machine. */
export interface HubMissing {
  /** `hf:owner/name@revision/path`, one a file. */
  readonly files: readonly string[];
  /** Of those whose size the hub says. */
  readonly bytes: number;
}

/**
 * What would be downloaded for a network of the hub, at least: its file, and weights that it keeps in others; before the file is
 * here, those that are named after it. Nothing is downloaded but the list of the repository's files.
 *
 * @param spec - what is no name of the hub lacks nothing.
 * @returns `null` where nothing is missing.
 * @throws what `openRepository` throws.
 */
export async function hubMissing(spec: string, signal?: AbortSignal): Promise<HubMissing | null> {
  if (!spec.startsWith(HUB_PREFIX)) return null;
  const wanted = parseHubSpec(spec);
  const { name, folder, commit, files, isComplete } = await openRepository(await hubSettings(), wanted, signal);
  const paths = [...files.keys()];
  const path = chooseHubModel({ name, paths, isComplete }, wanted.path);
  const missing: string[] = [];
  // A text tower beside a vision model comes with it.
  for (const network of paths.filter((one) => one === path || one === textPath(path))) {
    const place = snapshotPath(folder, commit, network);
    const isHere = (await statPath(place)) !== null;
    for (const one of isHere ? await weightsOf(place, network) : paths.filter((file) => isNamedAfter(file, network)))
      if ((await statPath(snapshotPath(folder, commit, one))) === null) missing.push(one);
  }
  const bytes = missing.reduce((sum, one) => sum + (files.get(one)?.size ?? 0), 0);
  return missing.length === 0 ? null : { files: missing.map((one) => `${name}/${one}`), bytes };
}

/** The files of a repository that a network keeps weights in. */
async function weightsOf(file: string, path: string): Promise<readonly string[]> {
  const bytes = await withFile(file, (source) => source.slice(0, source.byteLength));
  return externalLocations(bytes, file).map((location) => posix.join(posix.dirname(path), location));
}

function isNamedAfter(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}_data`) || file === `${path}.data`;
}
