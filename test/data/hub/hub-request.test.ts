import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { hubRequest } from "../../../src/data/hub/hub-request.js";
import { hubSettings } from "../../../src/data/hub/hub-settings.js";
import { hubEnvironment } from "../../support/hub-environment.js";
import { HUB_TOKEN } from "../../support/hub-server.js";

const environment = hubEnvironment({ "o/n": { commit: "3".repeat(40), files: { a: Buffer.from("hello") } } });
const asked = { what: "hf:o/n@main", repository: "o/n" };

async function ask(path: string, signal?: AbortSignal) {
  const answer = await hubRequest({ settings: await hubSettings(), path, asked, signal });
  const chunks = [];
  for await (const chunk of answer.body()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const failure = (path = "/x") =>
  ask(path).then(
    () => "no failure",
    (error: Error) => `${error.name}: ${error.message}`,
  );

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function at(server: "hub" | "cdn", act: (response: ServerResponse, url: string) => void): void {
  environment.server.misbehave((request, response, where) => {
    if (where !== server) return false;
    act(response, request.url ?? "");
    return true;
  });
}

describe("hubRequest", () => {
  test("follows redirects; the token goes to the endpoint alone, and no more once another server was asked", async () => {
    vi.stubEnv("HF_TOKEN", HUB_TOKEN);
    const { endpoint, cdn, seen } = environment.server;
    environment.server.misbehave((request, response, server) => {
      const places: Readonly<Record<string, string>> = { "hub/a": "/b", "hub/b": `${cdn}/c`, "cdn/c": `${endpoint}/d` };
      const next = places[`${server}${request.url}`];
      if (next === undefined) response.end("there");
      else response.writeHead(307, { location: next }).end();
      return true;
    });
    expect(await ask("/a")).toBe("there");
    const bearer = `Bearer ${HUB_TOKEN}`;
    expect(seen.map(({ server, url, authorization }) => [server, url, authorization])).toEqual([
      ["hub", "/a", bearer],
      ["hub", "/b", bearer],
      ["cdn", "/c", undefined],
      ["hub", "/d", undefined],
    ]);
  });

  test("ends a loop of redirects", async () => {
    at("hub", (response) => response.writeHead(302, { location: "/x" }).end());
    expect(await failure()).toMatch(/^TrisimError: hf:o\/n@main: http:\/\/127.* redirects more than 10 times$/);
    expect(environment.server.seen).toHaveLength(11);
  });

  test.each(["file:///etc/passwd", "data:text/plain,x", "http://u:p@127.0.0.1/", "http://", ""])(
    "does not follow to %j",
    async (location) => {
      at("hub", (response) => response.writeHead(302, { location }).end());
      expect(await failure()).toMatch(/^TrisimError: .* redirects to no address of a server$/);
    },
  );

  test.each([
    [401, "", "the hub has no such model; check the name, and set HF_TOKEN"],
    [404, "", "the hub has no such model"],
    [401, "GatedRepo", "the repository is gated"],
    [404, "EntryNotFound", "the repository has no such file"],
    [404, "constructor", "the hub has no such model"],
    [403, "", "answers 403; the token is not valid there"],
    [418, "", "answers 418; expected 200"],
  ])("tells what the answer %i %s means", async (status, code, message) => {
    at("hub", (response) => response.writeHead(status, code === "" ? {} : { "x-error-code": code }).end("<b>no</b>"));
    expect(await failure()).toMatch(/^TrisimError: hf:o\/n@main: /);
    expect(await failure()).toContain(message);
  });

  test.each([429, 500, 503])("takes the answer %i for a fault that passes", async (status) => {
    at("hub", (response) => response.writeHead(status).end());
    expect(await failure()).toMatch(new RegExp(`^TransientFault: hf:o/n@main: http.* answers ${status}$`));
  });

  test("never repeats what a server says, which may be the token", async () => {
    vi.stubEnv("HF_TOKEN", HUB_TOKEN);
    at("hub", (response) =>
      response.writeHead(404, { "x-error-code": HUB_TOKEN, "x-error-message": HUB_TOKEN }).end(HUB_TOKEN),
    );
    expect(await failure()).not.toContain(HUB_TOKEN);
    at("hub", (response) => response.writeHead(302, { location: `ftp://${HUB_TOKEN}/` }).end());
    expect(await failure()).not.toContain(HUB_TOKEN);
  });

  test("tells a server that is not there from one that broke off", async () => {
    at("hub", (response) => void response.destroy());
    expect(await failure()).toMatch(/^TransientFault: hf:o\/n@main: the connection to http.* broke off$/);
    for (const [endpoint, code] of [
      ["http://127.0.0.1:9", "BAD_PORT"],
      [`http://127.0.0.1:${await closedPort()}`, "ECONNREFUSED"],
    ] as const) {
      vi.stubEnv("HF_ENDPOINT", endpoint);
      const remedy = "see that the network is there, or set HF_HUB_OFFLINE=1 to take what is in the cache";
      expect(await failure()).toBe(`TrisimError: hf:o/n@main: ${endpoint} cannot be reached (${code}); ${remedy}`);
    }
  });

  test("asks for nothing once it is told to stop", async () => {
    await expect(ask("/x", AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    expect(environment.server.seen).toEqual([]);
  });
});
