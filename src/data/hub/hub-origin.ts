import { HUB_PREFIX } from "./hub-spec.js";

/** Where a model of the hub came from. */
export interface HubOrigin {
  /** As it was asked for. */
  readonly spec: string;
  /** `owner/name`. */
  readonly repository: string;
  /** What the revision was: 40 hexadecimal digits. */
  readonly commit: string;
  /** The ONNX file inside the repository. */
  readonly path: string;
}

/**
 * The name under which the very same file is fetched again.
 *
 * @example
 * pinnedSpec({ spec: "hf:o/n", repository: "o/n", commit: "1f2e", path: "model.onnx" }); // => "hf:o/n@1f2e/model.onnx"
 */
export function pinnedSpec({ repository, commit, path }: HubOrigin): string {
  return `${HUB_PREFIX}${repository}@${commit}/${path}`;
}
