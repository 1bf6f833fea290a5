import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { downloadFile } from "../../../src/data/hub/download-file.js";
import { hubSettings } from "../../../src/data/hub/hub-settings.js";
import { hubEnvironment } from "../../support/hub-environment.js";
import { type Misbehaviour, sha256 } from "../../support/hub-server.js";

const commit = "2".repeat(40);
const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const half = bytes.length / 2;
const checksum = sha256(bytes);
const environment = hubEnvironment({ "o/n": { commit, files: { "net.onnx": bytes } } });

const folder = () => join(environment.cache, "models--o--n");
const parts = () => join(folder(), ".trisim", "parts");
const blob = () => join(folder(), "blobs", checksum);

async function download(signal?: AbortSignal, onBytes?: (bytes: number) => void): Promise<void> {
  await downloadFile({
    settings: await hubSettings(),
    folder: folder(),
    file: { path: "net.onnx", size: bytes.length, checksum },
    path: `/o/n/resolve/${commit}/net.onnx`,
    asked: { what: "hf:o/n@main/net.onnx", repository: "o/n" },
    signal,
    onBytes,
  });
}

const failure = () =>
  download().then(
    () => "no failure",
    (error: Error) => error.message,
  );

/** Does something at the place of large files, as often as `times`. */
function atCdn(act: (response: ServerResponse, range: string | undefined) => void, times = Number.POSITIVE_INFINITY) {
  let done = 0;
  const how: Misbehaviour = (request, response, server) => {
    if (server !== "cdn" || done >= times) return false;
    done++;
    act(response, request.headers.range);
    return true;
  };
  environment.server.misbehave(how);
}

/** Sends the first half and breaks the connection. */
function breakOff(response: ServerResponse): void {
  response.writeHead(200, { "content-length": bytes.length });
  response.write(bytes.subarray(0, half), () => setTimeout(() => response.destroy(), 50));
}

const ranges = () => environment.server.seen.filter(({ server }) => server === "cdn").map(({ range }) => range);

function leave(name: string, content: Uint8Array): void {
  mkdirSync(parts(), { recursive: true });
  writeFileSync(join(parts(), name), content);
}

const unique = "00000000-0000-4000-8000-000000000000";

describe("downloadFile", () => {
  test("goes on where the connection broke off", async () => {
    atCdn(breakOff, 1);
    const told: number[] = [];
    await download(undefined, (done) => told.push(done));
    const [first, second] = ranges().map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? "bytes=0-")?.[1]));
    expect([first, ranges().length]).toEqual([0, 2]);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThanOrEqual(half);
    expect(readFileSync(blob()).equals(bytes)).toBe(true);
    expect(told).toEqual(told.toSorted((x, y) => x - y));
    expect(told.at(-1)).toBe(bytes.length);
    expect(readdirSync(parts())).toEqual([]);
  });

  test("ends after four attempts, and leaves the part for the next", async () => {
    atCdn((response) => response.writeHead(200, { "content-length": 100 }).end(bytes.subarray(0, 100)));
    expect(await failure()).toBe(
      `hf:o/n@main/net.onnx: the server ends after 100 of ${bytes.length} bytes; tried 4 times`,
    );
    expect(existsSync(blob())).toBe(false);
    expect(readdirSync(parts())).toHaveLength(1);
    environment.server.misbehave(null);
    await download();
    expect(ranges().at(-1)).toBe("bytes=100-");
    expect(readFileSync(blob()).equals(bytes)).toBe(true);
  });

  test("starts anew where a server knows no parts", async () => {
    leave(`${checksum}.00000000.0.${unique}.part`, bytes.subarray(0, half));
    atCdn((response) => response.writeHead(200).end(bytes));
    await download();
    expect(ranges()).toEqual([`bytes=${half}-`]);
    expect(readFileSync(blob()).equals(bytes)).toBe(true);
  });

  test("doubts what an earlier process left before it doubts the server", async () => {
    leave(
      `${checksum}.00000000.0.${unique}.part`,
      bytes.subarray(0, half).map((byte) => byte ^ 1),
    );
    await download();
    expect(ranges()).toEqual([`bytes=${half}-`, undefined]);
    expect(readFileSync(blob()).equals(bytes)).toBe(true);
  });

  test("takes over a part that was whole already, and one that is too long", async () => {
    leave(`${checksum}.00000000.0.${unique}.part`, bytes);
    await download();
    expect(ranges()).toEqual([]);
    leave(`${checksum}.00000000.0.${unique}.part`, Buffer.concat([bytes, bytes]));
    await download();
    expect(readFileSync(blob()).equals(bytes)).toBe(true);
  });

  test("deletes other bytes than were promised", async () => {
    atCdn((response) => response.end(bytes.map((byte) => byte ^ 1)));
    expect(await failure()).toMatch(
      /^hf:o\/n@main\/net\.onnx: its checksum is [0-9a-f]{12}…, the hub promised [0-9a-f]{12}…; nothing was kept, try again$/,
    );
    expect(readdirSync(parts())).toEqual([]);
    expect(existsSync(blob())).toBe(false);
  });

  test("stops a server that sends more than was promised", async () => {
    let sent = 0;
    atCdn((response) => {
      response.writeHead(200);
      const more = () => {
        for (let room = true; room && !response.destroyed; sent += bytes.length) room = response.write(bytes);
      };
      response.on("drain", more);
      more();
    });
    expect(await failure()).toBe(`hf:o/n@main/net.onnx: the server sends more than its ${bytes.length} bytes`);
    expect(readdirSync(parts())).toEqual([]);
    expect(sent).toBeLessThan(1e8);
  });

  test("stops a bomb that unpacks to more", async () => {
    const bomb = gzipSync(new Uint8Array(5e7));
    atCdn((response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    expect(await failure()).toMatch(/the server sends more than its 300000 bytes|its checksum is/);
  });

  test.each([
    ["says nothing", () => undefined],
    ["stops in the middle", (response: ServerResponse) => void response.writeHead(200).write(bytes.subarray(0, half))],
    [
      "drips",
      (response: ServerResponse) => {
        const timer = setInterval(() => response.write("x"), 100);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ])("gives up on a server that %s", async (_, act) => {
    vi.stubEnv("HF_HUB_DOWNLOAD_TIMEOUT", "0.4");
    atCdn(act);
    const started = Date.now();
    expect(await failure()).toBe("hf:o/n@main/net.onnx: the server has been silent for 0.4 s; tried 4 times");
    expect(Date.now() - started).toBeLessThan(30_000);
    expect(existsSync(blob())).toBe(false);
  });

  test("stops at once when it is told to, and leaves nothing that looks finished", async () => {
    atCdn((response) => void response.writeHead(200).write(bytes.subarray(0, half)));
    const controller = new AbortController();
    const told = (done: number) => {
      if (done === half) controller.abort();
    };
    const started = Date.now();
    await expect(download(controller.signal, told)).rejects.toMatchObject({ name: "AbortError" });
    expect(Date.now() - started).toBeLessThan(900); // The server is silent only then.
    expect(existsSync(blob())).toBe(false);
    expect(readdirSync(parts()).every((name) => name.endsWith(".part"))).toBe(true);
  });

  test("says what cannot be written", async () => {
    writeFileSync(folder(), "in the way");
    expect(await failure()).toMatch(/cannot be written: .*; make room, or let HF_HUB_CACHE name another folder$/);
  });
});
