import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hubSettings } from "../../../src/data/hub/hub-settings.js";

const nowhere = { HF_TOKEN_PATH: "/nonexistent/token" };

describe("hubSettings", () => {
  test("are huggingface.co and the usual cache unless the environment says otherwise", async () => {
    expect(await hubSettings(nowhere)).toEqual({
      endpoint: "https://huggingface.co",
      token: null,
      cache: join(homedir(), ".cache", "huggingface", "hub"),
      offline: false,
      timeout: 10_000,
    });
  });

  test.each([
    [{ HF_HUB_CACHE: "/a", HUGGINGFACE_HUB_CACHE: "/b", HF_HOME: "/c", XDG_CACHE_HOME: "/d" }, "/a"],
    [{ HUGGINGFACE_HUB_CACHE: "/b", HF_HOME: "/c", XDG_CACHE_HOME: "/d" }, "/b"],
    [{ HF_HOME: "/c", XDG_CACHE_HOME: "/d" }, "/c/hub"],
    [{ HF_HOME: "~/c" }, join(homedir(), "c/hub")],
    [{ XDG_CACHE_HOME: "/d" }, "/d/huggingface/hub"],
    [{ HF_HUB_CACHE: "" }, join(homedir(), ".cache/huggingface/hub")],
  ])("find the cache by %j", async (environment, cache) => {
    expect((await hubSettings({ ...nowhere, ...environment })).cache).toBe(cache);
  });

  test.each([
    ["1", true],
    ["yes", true],
    ["ON", true],
    ["0", false],
    ["", false],
  ])("are offline by HF_HUB_OFFLINE=%s: %s", async (value, offline) => {
    expect((await hubSettings({ ...nowhere, HF_HUB_OFFLINE: value })).offline).toBe(offline);
  });

  test("take another endpoint, without a slash at its end", async () => {
    const { endpoint } = await hubSettings({ ...nowhere, HF_ENDPOINT: "http://mirror.local:8080/hf//" });
    expect(endpoint).toBe("http://mirror.local:8080/hf");
  });

  test.each(["mirror", "file:///etc", "https://user:secret@host", "https://host?x=secret"])(
    "refuse the endpoint %s without repeating it",
    async (endpoint) => {
      const error = await hubSettings({ ...nowhere, HF_ENDPOINT: endpoint }).catch((caught: Error) => caught);
      expect(error).toBeInstanceOf(RangeError);
      expect(String(error)).not.toContain(endpoint.includes("secret") ? "secret" : endpoint);
    },
  );

  test.each(["0", "-1", "ten", "1e9"])("refuse the timeout %s", async (timeout) => {
    await expect(hubSettings({ ...nowhere, HF_HUB_DOWNLOAD_TIMEOUT: timeout })).rejects.toThrow(
      `HF_HUB_DOWNLOAD_TIMEOUT is "${timeout}"; expected seconds`,
    );
  });
});
