import { TrisimError } from "../../errors.js";
import { TransientFault } from "./transient-fault.js";

/** What was asked for, for messages. */
export interface Asked {
  /** `hf:owner/name@revision`, with the file's path where it is of one file. */
  readonly what: string;
  /** `owner/name`. */
  readonly repository: string;
}

const BY_CODE: Readonly<Record<string, (asked: Asked, host: string) => TrisimError>> = {
  RepoNotFound: notFound,
  GatedRepo: ({ what, repository }, host) =>
    new TrisimError(
      "unreadable",
      `${what}: the repository is gated; accept its terms at ${host}/${repository} and set HF_TOKEN`,
    ),
  RevisionNotFound: ({ what }) =>
    new TrisimError("not-found", `${what}: the repository has no such revision; expected a branch, a tag or a commit`),
  EntryNotFound: ({ what }) => new TrisimError("not-found", `${what}: the repository has no such file`),
};

/**
 * What an answer that is no success means. What the server wrote is not repeated: it may be anything.
 *
 * @param hasToken - whether a token was sent.
 * @param host - the server that was asked.
 */
export function faultOfAnswer(
  { status, headers }: Pick<Response, "status" | "headers">,
  asked: Asked,
  host: string,
  hasToken: boolean,
): Error {
  const code = headers.get("x-error-code") ?? "";
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known !== undefined) return known(asked, host);
  // Without a token the hub does not tell what is missing from what is private.
  if (status === 404 || (status === 401 && !hasToken)) return notFound(asked);
  const answers = `${asked.what}: ${host} answers ${status}`;
  if (status === 401 || status === 403)
    return new TrisimError("unreadable", `${answers}; the token is not valid there or may not read the repository`);
  if (status === 429 || status >= 500) return new TransientFault(answers);
  return new TrisimError("unreadable", `${answers}; expected 200`);
}

function notFound({ what }: Asked): TrisimError {
  const remedy = "check the name, and set HF_TOKEN where the repository is private";
  return new TrisimError("not-found", `${what}: the hub has no such model; ${remedy}`);
}

/** Codes of faults that do not pass: there is no such server, no way to it, or it is not the one that it should be. */
const UNREACHABLE = /^(?:ENOTFOUND|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EACCES|EPERM|BAD_PORT)$|CERT|TLS|SSL/;

/** What a request that had no answer, or half a one, ended with. */
export function faultOfNetwork(error: unknown, { what }: Asked, host: string): Error {
  const code = codeOf(error);
  if (!UNREACHABLE.test(code)) return new TransientFault(`${what}: the connection to ${host} broke off`);
  const remedy = "see that the network is there, or set HF_HUB_OFFLINE=1 to take what is in the cache";
  return new TrisimError("unreadable", `${what}: ${host} cannot be reached (${code}); ${remedy}`);
}

function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
    if (at.message === "bad port") return "BAD_PORT"; // One of those that fetch does not speak to.
  }
  return "";
}
