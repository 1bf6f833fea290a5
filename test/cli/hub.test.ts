import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { temporaryFolder, trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { hubEnvironment } from "../support/hub-environment.js";
import { HUB_TOKEN, sha256 } from "../support/hub-server.js";
import { ROOT } from "../support/source-files.js";

const network = readFileSync(goldenFile("a.onnx"));
const preprocess = readFileSync(goldenFile("preprocessor_config.json"));
const half = Math.floor(network.length / 2);
const commit = "4".repeat(40);
const id2label = Object.fromEntries(Array.from({ length: 10 }, (_, c) => [c, `class ${c}`]));
const files = {
  "onnx/model.onnx": network,
  "onnx/b.onnx": readFileSync(goldenFile("b.onnx")),
  "preprocessor_config.json": preprocess,
  "config.json": Buffer.from(JSON.stringify({ id2label })),
};
const environment = hubEnvironment({ "owner/net": { commit, files }, "owner/private": { commit, files } });
const pinned = `hf:owner/net@${commit}/onnx/model.onnx`;
const out = temporaryFolder();
afterAll(() => rmSync(out, { recursive: true }));

const inCache = () =>
  readdirSync(environment.cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const parts = () => inCache().filter(({ name }) => name.endsWith(".part"));
const isThere = () => inCache().some(({ name }) => name === sha256(network));

/** Sends half of a large file and then nothing more. */
function stopHalfway(times: number): void {
  let done = 0;
  environment.server.misbehave((_, response, server) => {
    if (server !== "cdn" || done++ >= times) return false;
    response.writeHead(200, { "content-length": network.length }).write(network.subarray(0, half));
    return true;
  });
}

function started(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(ROOT, "bin/trisim.js"), ...args], { stdio: "ignore" });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const hasHalf = () => parts().some(({ parentPath, name }) => statSync(join(parentPath, name)).size === half);

describe("models by hub name", () => {
  test("are inspected", async () => {
    const text = await trisim(["inspect", "hf:owner/net"]);
    expect([text.code, text.stderr]).toEqual([0, ""]);
    expect(text.stdout).toMatch(new RegExp(`^hub +${pinned}\nfamily +cnn\n`));
    const { stdout } = await trisim(["inspect", pinned, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      family: "cnn",
      hub: { spec: pinned, repository: "owner/net", commit, path: "onnx/model.onnx" },
    });
  });

  test("are compared, and the results say from which commit", async () => {
    const args = ["hf:owner/net", "hf:owner/net@main/onnx/b.onnx", "--data", GOLDEN_DATA, "--levels", ".5", "--json"];
    const { code, stdout, stderr } = await trisim(["compare", ...args, "--connect", "none"]);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("preprocessor_config.json is beside it")]);
    const { models, warnings } = JSON.parse(stdout);
    expect(models.a).toMatchObject({
      name: "owner/net",
      sha256: sha256(network),
      hub: { spec: "hf:owner/net", repository: "owner/net", commit, path: "onnx/model.onnx" },
    });
    expect([models.b.name, models.b.hub.path]).toEqual(["owner/net@main/onnx/b", "onnx/b.onnx"]);
    // The data name no classes, the repository does.
    expect(warnings.join()).toMatch(/names no classes: owner\/net's 10 outputs are taken/);
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    const offline = JSON.parse((await trisim(["compare", ...args, "--connect", "none"])).stdout);
    expect(offline).toEqual({
      ...JSON.parse(stdout),
      provenance: { ...offline.provenance, options: JSON.parse(stdout).provenance.options },
    });
  });

  test("are extracted from, pruned and connected", async () => {
    const file = join(out, "a.safetensors");
    const extracted = await trisim(["extract", "hf:owner/net", "--data", GOLDEN_DATA, "--out", file]);
    expect(extracted.code).toBe(0);
    expect(readFileSync(file).includes(`"model_hub":"${pinned}"`)).toBe(true);
    const pruned = await trisim(["prune", "hf:owner/net", "--sparsity", ".5", "--out", join(out, "p.onnx"), "--json"]);
    expect(JSON.parse(pruned.stdout).model.hub.commit).toBe(commit);
    const connected = await trisim([
      "connect",
      "hf:owner/net",
      pinned,
      "--data",
      GOLDEN_DATA,
      "--points",
      "3",
      "--json",
    ]);
    expect(connected.stderr).not.toMatch(/trisim: (?!warning)/);
    expect(JSON.parse(connected.stdout).models.b.hub).toMatchObject({ spec: pinned, commit });
  });

  test("end with one line where the hub lacks them, and the right code", async () => {
    const missing = await trisim(["inspect", "hf:owner/missing"]);
    expect([missing.code, missing.stdout]).toEqual([2, ""]);
    expect(missing.stderr).toBe(
      "trisim: hf:owner/missing@main: the hub has no such model; check the name, and set HF_TOKEN where the repository is private\n",
    );
    const odd = await trisim(["inspect", "hf:owner/net/../x.onnx"]);
    expect([odd.code, odd.stderr.split("\n").length]).toEqual([2, 2]);
    environment.server.misbehave((_, response) => {
      response.end("<html>");
      return true;
    });
    const lying = await trisim(["inspect", "hf:owner/net"]);
    expect([lying.code, lying.stderr]).toEqual([1, "trisim: hf:owner/net@main: the hub answers what is no JSON\n"]);
  });

  test("are fetched by two processes at once, into one cache, without harm", async () => {
    const slowly = (response: ServerResponse) => {
      response.writeHead(200, { "content-length": network.length });
      let at = 0;
      const timer = setInterval(() => {
        const size = Math.ceil(network.length / 10);
        response.write(network.subarray(at, at + size));
        at += size;
        if (at < network.length) return;
        clearInterval(timer);
        response.end();
      }, 50);
    };
    environment.server.misbehave((_, response, server) => {
      if (server === "cdn") slowly(response);
      return server === "cdn";
    });
    const both = await Promise.all([1, 2].map(() => trisim(["inspect", "hf:owner/net"])));
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    expect(both[0]?.stdout).toBe(both[1]?.stdout);
    const snapshot = join(environment.cache, "models--owner--net", "snapshots", commit, "onnx", "model.onnx");
    expect(readFileSync(snapshot).equals(network)).toBe(true);
    expect(parts()).toEqual([]);
  });

  test("go on where a killed process ended", async () => {
    vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", "60");
    stopHalfway(1);
    const child = started(["inspect", "hf:owner/net"]);
    await until(hasHalf);
    const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    expect(isThere()).toBe(false);
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    expect((await trisim(["inspect", "hf:owner/net"])).stderr).toMatch(/onnx\/model\.onnx is not in the cache/);
    vi.stubEnv("HF_HUB_OFFLINE", "");
    expect((await trisim(["inspect", "hf:owner/net"])).code).toBe(0);
    const ranges = environment.server.seen.filter(({ server }) => server === "cdn").map(({ range }) => range);
    expect(ranges).toEqual([undefined, `bytes=${half}-`]);
    expect([isThere(), parts()]).toEqual([true, []]);
  });

  test("are let go of at once on Ctrl-C", async () => {
    vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", "60");
    stopHalfway(1);
    const child = started(["inspect", "hf:owner/net"]);
    await until(hasHalf);
    const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
    const stopped = Date.now();
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(Date.now() - stopped).toBeLessThan(10_000);
    expect(isThere()).toBe(false);
  });

  test("never show the token, nor write it anywhere", async () => {
    vi.stubEnv("HF_TOKEN", HUB_TOKEN);
    const file = join(out, "private.safetensors");
    const runs = [
      ["inspect", "hf:owner/private", "--json", "--debug"],
      ["inspect", "hf:owner/missing", "--debug"],
      ["extract", "hf:owner/private", "--data", GOLDEN_DATA, "--out", file],
    ];
    for (const args of runs) {
      const { stdout, stderr } = await trisim(args);
      expect(stdout + stderr).not.toContain(HUB_TOKEN);
    }
    expect(readFileSync(file).includes(HUB_TOKEN)).toBe(false);
    for (const { parentPath, name } of inCache())
      expect(readFileSync(join(parentPath, name)).includes(HUB_TOKEN)).toBe(false);
    const { seen } = environment.server;
    expect(
      seen.filter(({ server }) => server === "cdn").every(({ authorization }) => authorization === undefined),
    ).toBe(true);
    expect(seen.some(({ server, authorization }) => server === "hub" && authorization === `Bearer ${HUB_TOKEN}`)).toBe(
      true,
    );
  });
});
