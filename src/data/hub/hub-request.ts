import { TrisimError } from "../../errors.js";
import { version } from "../../version.js";
import { type Asked, faultOfAnswer, faultOfNetwork } from "./hub-fault.js";
import type { HubSettings } from "./hub-settings.js";
import { Silence } from "./silence.js";

/** An answer whose body has not been read yet. */
export interface HubAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Headers of every answer on the way, the endpoint's own first. */
  readonly hops: readonly Headers[];
  /**
   * The body, piece by piece; ends the request when it is left.
   *
   * @throws TransientFault where the server falls silent or the connection breaks.
   */
  body(): AsyncGenerator<Uint8Array>;
  /** Ends the request where the body is not wanted. */
  end(): void;
}

export interface HubRequest {
  readonly settings: HubSettings;
  /** Below the endpoint, with a slash before it. */
  readonly path: string;
  readonly asked: Asked;
  readonly method?: "GET" | "HEAD";
  /** Besides the token. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether redirects to other servers are followed; the answer is the redirect itself where not. */
  readonly leave?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const MOST_REDIRECTS = 10;

/**
 * Asks the hub for something and follows it where it is kept. The token goes to the endpoint alone: not to another host,
 * port or protocol, and to nobody any more once a redirect has left the endpoint.
 *
 * @throws TrisimError for an answer that is no success, see `faultOfAnswer`; TransientFault for what may pass; the signal's
 * reason once it is aborted.
 */
export async function hubRequest(request: HubRequest): Promise<HubAnswer> {
  const { settings, asked, leave = true, signal } = request;
  const silence = new Silence(settings.timeout, asked);
  const together = signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal]);
  const origin = new URL(settings.endpoint).origin;
  const hops: Headers[] = [];
  let url = new URL(settings.endpoint + request.path);
  let token = settings.token;
  try {
    for (;;) {
      if (url.origin !== origin) token = null;
      const response = await asking(url, request, token, together).catch((error) => {
        throw faultOf(error, request, url, together);
      });
      hops.push(response.headers);
      const target = redirectOf(response, url, asked);
      const isEnd = target === null || (!leave && target.origin !== origin);
      if (isEnd && target === null && !response.ok) {
        throw faultOfAnswer(response, asked, url.origin, settings.token !== null);
      }
      if (isEnd) return answerOf(response, hops, silence, (error) => faultOf(error, request, url, together));
      await response.body?.cancel();
      if (hops.length > MOST_REDIRECTS)
        throw new TrisimError("unreadable", `${asked.what}: ${url.origin} redirects more than ${MOST_REDIRECTS} times`);
      url = target;
    }
  } catch (error) {
    silence.end();
    throw error;
  }
}

function asking(url: URL, { method, headers }: HubRequest, token: string | null, signal: AbortSignal) {
  return fetch(url, {
    method: method ?? "GET",
    redirect: "manual",
    signal,
    headers: {
      "user-agent": `trisim/${version()}; node/${process.versions.node}`,
      "accept-encoding": "identity",
      ...headers,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  });
}

/** Where an answer sends to; `null` for one that sends nowhere. */
function redirectOf({ status, headers }: Response, from: URL, { what }: Asked): URL | null {
  if (![301, 302, 303, 307, 308].includes(status)) return null;
  const location = headers.get("location") ?? "";
  const target = location !== "" && URL.canParse(location, from.href) ? new URL(location, from) : null;
  const isFit =
    target !== null && /^https?:$/.test(target.protocol) && target.username === "" && target.password === "";
  if (!isFit) throw new TrisimError("unreadable", `${what}: ${from.origin} redirects to no address of a server`);
  if (from.protocol === "https:" && target.protocol === "http:")
    throw new TrisimError(
      "unreadable",
      `${what}: ${from.origin} redirects to ${target.origin}, which is not encrypted`,
    );
  return target;
}

/** What a request ended with: the user's wish, silence, or the network. */
function faultOf(error: unknown, { signal, asked }: HubRequest, url: URL, together: AbortSignal): unknown {
  signal?.throwIfAborted();
  return together.aborted ? together.reason : faultOfNetwork(error, asked, url.origin);
}

function answerOf(
  response: Response,
  hops: readonly Headers[],
  silence: Silence,
  fault: (error: unknown) => unknown,
): HubAnswer {
  return {
    status: response.status,
    headers: response.headers,
    hops,
    async *body() {
      try {
        for await (const chunk of response.body ?? []) {
          silence.broken(chunk.length);
          yield chunk;
        }
      } catch (error) {
        throw fault(error);
      } finally {
        silence.end();
      }
    },
    end: () => silence.end(),
  };
}
