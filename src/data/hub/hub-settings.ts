import { homedir } from "node:os";
import { join } from "node:path";
import { readHubToken } from "./hub-token.js";

/** How the hub is spoken to, by the environment variables that Python's huggingface_hub reads. */
export interface HubSettings {
  /** `HF_ENDPOINT`, without a slash at its end. */
  readonly endpoint: string;
  /** Sent to the endpoint and to nobody else; never shown. */
  readonly token: string | null;
  /** `HF_HUB_CACHE`, else `HF_HOME/hub`, else `~/.cache/huggingface/hub`. */
  readonly cache: string;
  /** `HF_HUB_OFFLINE`: nothing is asked of any server. */
  readonly offline: boolean;
  /** `HF_HUB_DOWNLOAD_TIMEOUT`: how long a server may be silent, in milliseconds. */
  readonly timeout: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ENDPOINT = "https://huggingface.co";
const TIMEOUT_SECONDS = 10;
const MOST_SECONDS = 3600;

/**
 * Reads the environment.
 *
 * @throws RangeError for an endpoint or a timeout that is none; TrisimError for a token that is none.
 */
export async function hubSettings(environment: Environment = process.env): Promise<HubSettings> {
  const home = homeOf(environment);
  const { HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HUB_OFFLINE } = environment;
  return {
    endpoint: endpointOf(environment.HF_ENDPOINT),
    token: await readHubToken(environment, home),
    cache: expanded(HF_HUB_CACHE || HUGGINGFACE_HUB_CACHE || join(home, "hub")),
    offline: /^(1|on|yes|true)$/i.test(HF_HUB_OFFLINE ?? ""),
    timeout: timeoutOf(environment.HF_HUB_DOWNLOAD_TIMEOUT),
  };
}

function homeOf({ HF_HOME, XDG_CACHE_HOME }: Environment): string {
  return expanded(HF_HOME || join(XDG_CACHE_HOME || "~/.cache", "huggingface"));
}

function expanded(path: string): string {
  return /^~(?=$|[/\\])/.test(path) ? join(homedir(), path.slice(1)) : path;
}

/** What was given is not repeated: it may hold a password. */
function endpointOf(text: string | undefined): string {
  const url = URL.canParse(text || ENDPOINT) ? new URL(text || ENDPOINT) : null;
  const isPlain = url !== null && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, "");
  throw new RangeError("HF_ENDPOINT is no address of a server; expected one such as https://huggingface.co");
}

function timeoutOf(text: string | undefined): number {
  const seconds = Number(text || TIMEOUT_SECONDS);
  if (seconds > 0 && seconds <= MOST_SECONDS) return 1000 * seconds;
  throw new RangeError(`HF_HUB_DOWNLOAD_TIMEOUT is "${text}"; expected seconds, above 0 and at most ${MOST_SECONDS}`);
}
