import { rmSync } from "node:fs";
import { afterEach, beforeEach, vi } from "vitest";
import { temporaryFolder } from "./command.js";
import { type HubContent, type HubServer, hubServer } from "./hub-server.js";

/** A hub for the tests of a file, and a new empty cache for each of them. */
export interface HubEnvironment {
  readonly server: HubServer;
  /** What `HF_HUB_CACHE` is. */
  readonly cache: string;
}

const VARIABLES = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_TOKEN_PATH", "HF_HUB_OFFLINE", "HUGGINGFACE_HUB_CACHE"];

/**
 * Lets the environment name a hub and a cache of one's own before each test, and ends both after it.
 *
 * @param repositories - what the hub has.
 */
export function hubEnvironment(repositories: Readonly<Record<string, HubContent>>): HubEnvironment {
  const environment: { server?: HubServer; cache: string } = { cache: "" };
  beforeEach(async () => {
    environment.server = await hubServer(repositories);
    environment.cache = temporaryFolder();
    for (const name of VARIABLES) vi.stubEnv(name, "");
    vi.stubEnv("HF_ENDPOINT", environment.server.endpoint);
    vi.stubEnv("HF_HOME", environment.cache);
    vi.stubEnv("HF_HUB_CACHE", environment.cache);
    vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", "1");
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await environment.server?.close();
    rmSync(environment.cache, { recursive: true, force: true });
  });
  return environment as HubEnvironment;
}
