import { isRepositoryPath } from "./repository-path.js";

/** `hf:owner/name[@revision][/path.onnx]` names a network on the Hugging Face hub. */
export const HUB_PREFIX = "hf:";

/** What such a name says. */
export interface HubSpec {
  /** As it was given. */
  readonly spec: string;
  /** `owner/name`. */
  readonly repository: string;
  /** A branch, a tag or a commit; `main` where none was given. */
  readonly revision: string;
  /** The ONNX file inside the repository; `null` where none was given. */
  readonly path: string | null;
}

const EXPECTED = "expected hf:owner/name, hf:owner/name@revision or hf:owner/name@revision/path.onnx";

/** A part of a repository's name, as the hub allows it. */
const PART = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$|^_[A-Za-z0-9._-]*[A-Za-z0-9]$/;
const MAX_NAME = 96;

/** Revisions that hold slashes by themselves: pull requests and converted files. */
const SLASHED = /^refs\/(?:pr\/\d+|convert\/\w+)(?=\/|$)/;

/** What git allows in a name of a branch or tag, without what means something else in a path. */
const REVISION = /^(?!.*(?:\.\.|\/\/|@\{|\.lock$))[A-Za-z0-9_][A-Za-z0-9._/+-]*$/;
const MAX_REVISION = 200;

/**
 * Reads the name of a network on the hub. A branch whose name holds a slash is written with `%2F`.
 *
 * @throws RangeError for what is no such name.
 * @example
 * parseHubSpec("hf:owner/net@v1/onnx/model.onnx").revision; // => "v1"
 * parseHubSpec("hf:owner/net").path; // => null
 */
export function parseHubSpec(spec: string): HubSpec {
  const [owner = "", ...rest] = spec.slice(HUB_PREFIX.length).split("/");
  const behind = rest.join("/");
  const end = behind.search(/[@/]/);
  const name = end < 0 ? behind : behind.slice(0, end);
  checkName(spec, owner, name);
  const { revision, path } = end < 0 ? { revision: "main", path: null } : located(spec, behind.slice(end));
  return { spec, repository: `${owner}/${name}`, revision, path };
}

function checkName(spec: string, owner: string, name: string): void {
  const isOdd = (part: string) => !PART.test(part) || /--|\.\.|\.git$/.test(part);
  if ([owner, name].some(isOdd) || owner.length + 1 + name.length > MAX_NAME)
    throw new RangeError(`${shown(spec)}: "${shown(`${owner}/${name}`)}" is no name of a repository; ${EXPECTED}`);
}

/** What stands behind the name: `@revision`, `/path` or both. */
function located(spec: string, text: string): Pick<HubSpec, "revision" | "path"> {
  if (text.startsWith("/")) return { revision: "main", path: checkedPath(spec, text.slice(1)) };
  const given = text.slice(1);
  const slashed = SLASHED.exec(given)?.[0];
  const [first = ""] = given.split("/");
  const written = slashed ?? first;
  const revision = slashed ?? written.replaceAll(/%2f/gi, "/");
  if (!REVISION.test(revision) || revision.length > MAX_REVISION)
    throw new RangeError(`${shown(spec)}: "${shown(revision)}" is no revision; ${EXPECTED}`);
  const path = given.slice(written.length);
  return { revision, path: path === "" ? null : checkedPath(spec, path.slice(1)) };
}

function checkedPath(spec: string, path: string): string {
  if (isRepositoryPath(path) && /\.onnx$/i.test(path)) return path;
  throw new RangeError(`${shown(spec)}: "${shown(path)}" is no path of an ONNX file in the repository; ${EXPECTED}`);
}

/** A text of any length and characters, for a message of one line. */
function shown(text: string): string {
  const plain = text.replaceAll(/[^\x20-\x7e]/g, "?");
  return plain.length > 150 ? `${plain.slice(0, 150)}…` : plain;
}
