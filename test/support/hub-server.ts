import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A repository as the hub would have it. */
export interface HubContent {
  readonly commit: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Branches and tags besides `main`. */
  readonly revisions?: readonly string[];
  /** Files that are kept as large ones, on the other server; all that end in `.onnx` unless given. */
  readonly large?: readonly string[];
  /** Whether the list has neither sizes nor checksums, as some mirrors' have. */
  readonly bare?: boolean;
}

interface Seen {
  readonly server: "hub" | "cdn";
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly range: string | undefined;
}

/** Does something else than answer; `true` where it did. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse, server: Seen["server"]) => boolean;

export interface HubServer {
  /** What `HF_ENDPOINT` is to be. */
  readonly endpoint: string;
  /** Where large files are. */
  readonly cdn: string;
  /** Every request so far, in order. */
  readonly seen: Seen[];
  /** What the servers do wrong from now on. */
  misbehave(how: Misbehaviour | null): void;
  close(): Promise<void>;
}

const TOKEN = "hf_secretSECRETsecret0123456789";

/** The token that opens what is private. */
export const HUB_TOKEN = TOKEN;

/**
 * Two servers that speak the hub's routes: the endpoint, and another one where large files are redirected to. The repository
 * `owner/private` needs the token, `owner/gated` needs more.
 */
export async function hubServer(repositories: Readonly<Record<string, HubContent>>): Promise<HubServer> {
  const seen: Seen[] = [];
  let wrong: Misbehaviour | null = null;
  const heard = (server: Seen["server"], answer: (request: IncomingMessage, response: ServerResponse) => void) =>
    createServer((request, response) => {
      const { authorization, range } = request.headers;
      seen.push({ server, method: request.method ?? "", url: request.url ?? "", authorization, range });
      if (wrong?.(request, response, server) !== true) answer(request, response);
    });
  const cdn = heard("cdn", (request, response) => {
    const [, repository = "", path = ""] = /^\/blob\/([^/]+\/[^/]+)\/(.+)$/.exec(request.url ?? "") ?? [];
    const bytes = repositories[repository]?.files[decodeURIComponent(path)];
    if (bytes === undefined) response.writeHead(404).end();
    else send(request, response, bytes, {});
  });
  const hub = heard("hub", (request, response) => answered(repositories, request, response, addressOf(cdn)));
  await Promise.all([cdn, hub].map((server) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done))));
  return {
    endpoint: addressOf(hub),
    cdn: addressOf(cdn),
    seen,
    misbehave(how) {
      wrong = how;
    },
    async close() {
      for (const server of [hub, cdn]) server.closeAllConnections();
      await Promise.all([hub, cdn].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answered(
  repositories: Readonly<Record<string, HubContent>>,
  request: IncomingMessage,
  response: ServerResponse,
  cdn: string,
): void {
  const url = new URL(request.url ?? "", "http://hub");
  const api = /^\/api\/models\/([^/]+\/[^/]+)\/revision\/([^/]+)$/.exec(url.pathname);
  const file = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(url.pathname);
  const [, name = "", revision = "", path = ""] = api ?? file ?? [];
  const refuse = (status: number, code: string) =>
    response
      .writeHead(status, { "x-error-code": code, "x-error-message": `no, ${request.headers.authorization}` })
      .end();
  const repository = repositories[name];
  const isOpen = request.headers.authorization === `Bearer ${TOKEN}`;
  if (name === "owner/gated") return void refuse(isOpen ? 403 : 401, "GatedRepo");
  if (repository === undefined || (name === "owner/private" && !isOpen)) return void refuse(401, "RepoNotFound");
  const known = ["main", repository.commit, ...(repository.revisions ?? [])];
  if (!known.includes(decodeURIComponent(revision))) return void refuse(404, "RevisionNotFound");
  if (api !== null) {
    const list = JSON.stringify({ id: name, sha: repository.commit, siblings: siblings(repository) });
    return void response.writeHead(200, { "content-type": "application/json" }).end(list);
  }
  const bytes = repository.files[decodeURIComponent(path)];
  if (bytes === undefined) return void refuse(404, "EntryNotFound");
  const headers = { "x-repo-commit": repository.commit };
  if (!isLarge(repository, decodeURIComponent(path)))
    return void send(request, response, bytes, { ...headers, etag: `"${gitSha1(bytes)}"` });
  const linked = { "x-linked-etag": `"${sha256(bytes)}"`, "x-linked-size": bytes.length };
  response.writeHead(302, { ...headers, ...linked, location: `${cdn}/blob/${name}/${path}` }).end();
}

function siblings(repository: HubContent): readonly object[] {
  return Object.entries(repository.files).map(([rfilename, bytes]) => {
    if (repository.bare === true) return { rfilename };
    const lfs = isLarge(repository, rfilename) ? { lfs: { sha256: sha256(bytes), size: bytes.length } } : {};
    return { rfilename, size: bytes.length, blobId: gitSha1(bytes), ...lfs };
  });
}

function isLarge({ large }: HubContent, path: string): boolean {
  return large?.includes(path) ?? path.endsWith(".onnx");
}

function send(
  { headers: { range }, method }: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  const rest = bytes.subarray(from);
  const part = from > 0 ? { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
  response.writeHead(from > 0 ? 206 : 200, { ...headers, ...part, "content-length": rest.length });
  response.end(method === "HEAD" ? undefined : rest);
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** As git names a file's content. */
export function gitSha1(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
