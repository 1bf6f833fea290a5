import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { hubModel } from "../../../src/data/hub/hub-model.js";
import { externalTensor, field, withGraph } from "../../support/external-data.js";
import { goldenFile } from "../../support/golden-models.js";
import { hubEnvironment } from "../../support/hub-environment.js";
import { gitSha1, HUB_TOKEN, sha256 } from "../../support/hub-server.js";

const text = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const network = readFileSync(goldenFile("a.onnx"));
const preprocess = readFileSync(goldenFile("preprocessor_config.json"));
const commit = "1".repeat(40);

/** A graph of one weight, which is kept in another file. */
const withExternalData = (location: string) => withGraph(field(5, externalTensor(location)));

const environment = hubEnvironment({
  "owner/net": {
    commit,
    revisions: ["v1", "refs/pr/3", "a/b"],
    files: {
      "README.md": text("# net"),
      "onnx/model.onnx": network,
      "onnx/model_quantized.onnx": text("another"),
      "preprocessor_config.json": preprocess,
      "config.json": text({ id2label: { 0: "cat", 1: "dog" } }),
    },
  },
  "owner/private": { commit, files: { "model.onnx": network } },
  "owner/bare": { commit, bare: true, files: { "model.onnx": network, "config.json": text({}) } },
  "owner/many": { commit, files: { "a.onnx": network, "b.onnx": network } },
  "owner/none": { commit, files: { "model.safetensors": text("weights") } },
  "owner/only": { commit, files: { "deep/net.onnx": network, "deep/net.preprocess.json": preprocess } },
  "owner/timm": { commit, files: { "model.onnx": network, "config.json": text({ pretrained_cfg: {} }) } },
  "owner/broken": { commit, files: { "model.onnx": network, "config.json": text("{") } },
  "owner/towers": {
    commit,
    files: {
      "onnx/vision_model.onnx": network,
      "onnx/text_model.onnx": text(""),
      "onnx/vision_model_fp16.onnx": network,
      "tokenizer.json": text({}),
      "tokenizer_config.json": text({ pad: 0 }),
    },
  },
  "owner/external": {
    commit,
    large: ["model.onnx", "model.onnx_data"],
    files: { "model.onnx": withExternalData("model.onnx_data"), "model.onnx_data": text("weights") },
  },
  "owner/outside": { commit, files: { "model.onnx": withExternalData("../data") } },
  "owner/lacking": { commit, files: { "model.onnx": withExternalData("data") } },
});

const asked = () => environment.server.seen.map(({ server, url }) => `${server} ${url}`);

describe("hubModel", () => {
  test("lays the files out as Python does", async () => {
    const model = await hubModel("hf:owner/net");
    const folder = join(environment.cache, "models--owner--net");
    expect(model.file).toBe(join(folder, "snapshots", commit, "onnx", "model.onnx"));
    expect(readFileSync(join(folder, "refs", "main"), "utf8")).toBe(commit);
    expect(realpathSync(model.file)).toBe(realpathSync(join(folder, "blobs", sha256(network))));
    expect(readFileSync(model.file)).toEqual(network);
    expect(readdirSync(join(folder, "blobs")).sort()).toEqual(
      [sha256(network), gitSha1(preprocess), gitSha1(text({ id2label: { 0: "cat", 1: "dog" } }))].sort(),
    );
    expect(readdirSync(join(folder, "refs"))).toEqual(["main"]);
    expect(readdirSync(join(folder, ".trisim", "parts"))).toEqual([]);
  });

  test("says what it is and where it came from", async () => {
    const model = await hubModel("hf:owner/net");
    expect(model).toMatchObject({ name: "owner/net", classNames: ["cat", "dog"], texts: null, tokenizer: null });
    expect(model.origin).toEqual({ spec: "hf:owner/net", repository: "owner/net", commit, path: "onnx/model.onnx" });
    expect(readFileSync(model.preprocess ?? "")).toEqual(preprocess);
    const named = await hubModel("hf:owner/net@v1/onnx/model_quantized.onnx").catch((error: Error) => error.message);
    expect(named).toMatch(/model_quantized\.onnx is not a valid ONNX model/);
  });

  test.each(["v1", "refs/pr/3", "a%2Fb", commit])("takes the revision %s", async (revision) => {
    const { origin, name } = await hubModel(`hf:owner/net@${revision}`);
    expect([origin.commit, name]).toEqual([commit, `owner/net@${revision}`]);
  });

  test("asks for nothing twice, and of a commit nothing at all", async () => {
    await hubModel("hf:owner/net");
    const first = asked().length;
    await hubModel("hf:owner/net");
    expect(asked().slice(first)).toEqual(["hub /api/models/owner/net/revision/main?blobs=true"]);
    await hubModel(`hf:owner/net@${commit}`);
    expect(asked()).toHaveLength(first + 1);
  });

  test("works from the cache without a network, or says what is missing", async () => {
    await hubModel("hf:owner/net");
    const before = asked().length;
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    expect((await hubModel("hf:owner/net")).classNames).toEqual(["cat", "dog"]);
    await expect(hubModel("hf:owner/net@v1")).rejects.toThrow(
      /^hf:owner\/net@v1 is not in the cache \(.*models--owner--net\); HF_HUB_OFFLINE is set: unset it once/,
    );
    await expect(hubModel("hf:owner/net/onnx/model_quantized.onnx")).rejects.toThrow(
      /_quantized.onnx is not in the cache/,
    );
    await expect(hubModel("hf:owner/net/onnx/other.onnx")).rejects.toThrow(
      /has no onnx\/other.onnx; its ONNX files are/,
    );
    expect(asked()).toHaveLength(before);
  });

  test("works offline with what Python put there, which lists no files", async () => {
    await hubModel("hf:owner/net");
    await hubModel("hf:owner/only");
    for (const name of ["net", "only"])
      rmSync(join(environment.cache, `models--owner--${name}`, ".trisim"), { recursive: true });
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    expect((await hubModel("hf:owner/net")).classNames).toEqual(["cat", "dog"]);
    await expect(hubModel("hf:owner/only")).rejects.toThrow(
      /offline nothing says which file is its model; .*deep\/net/,
    );
    expect((await hubModel("hf:owner/only/deep/net.onnx")).preprocess).toMatch(/net\.preprocess\.json$/);
  });

  test("notices a damaged file in the cache, and fetches it anew where it can", async () => {
    const { file } = await hubModel("hf:owner/net");
    writeFileSync(file, network.subarray(1));
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    await expect(hubModel("hf:owner/net")).rejects.toThrow(/model\.onnx is damaged; HF_HUB_OFFLINE is set/);
    vi.stubEnv("HF_HUB_OFFLINE", "");
    expect(readFileSync((await hubModel("hf:owner/net")).file)).toEqual(network);
    const flipped = Uint8Array.from(network);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    writeFileSync(file, flipped);
    expect(readFileSync((await hubModel("hf:owner/net")).file)).toEqual(network);
  });

  test("asks for checksums where the list has none", async () => {
    const { file } = await hubModel("hf:owner/bare");
    expect(readFileSync(file)).toEqual(network);
    const heads = environment.server.seen.filter(({ method }) => method === "HEAD");
    expect(heads.map(({ server, url }) => `${server} ${url}`)).toEqual([
      `hub /owner/bare/resolve/${commit}/model.onnx`,
      `hub /owner/bare/resolve/${commit}/config.json`,
    ]);
  });

  test("says which files there are to choose from", async () => {
    await expect(hubModel("hf:owner/many")).rejects.toThrow(
      /^hf:owner\/many@main has several ONNX files; name one, as hf:owner\/many@main\/a.onnx: its ONNX files are a.onnx, b.onnx$/,
    );
    await expect(hubModel("hf:owner/none")).rejects.toThrow(/has no ONNX file; export the model/);
    expect((await hubModel("hf:owner/only")).origin.path).toBe("deep/net.onnx");
  });

  test("takes the vision model of two apart, with the text tower and the tokenizer of its repository", async () => {
    const { origin, texts, tokenizer } = await hubModel("hf:owner/towers");
    expect([origin.path, texts?.tokenizer]).toEqual(["onnx/vision_model.onnx", tokenizer]);
    expect(texts?.text).toMatch(/onnx.text_model\.onnx$/);
    const half = await hubModel("hf:owner/towers/onnx/vision_model_fp16.onnx");
    expect(half.texts).toBeNull(); // There is no text_model_fp16.onnx.
    expect(half.tokenizer).toMatch(/tokenizer\.json$/);
    expect(existsSync(half.tokenizer?.replace("tokenizer.json", "tokenizer_config.json") ?? "")).toBe(true);
  });

  test("fetches the files that the graph keeps weights in, and none outside the folder", async () => {
    const { file } = await hubModel("hf:owner/external");
    expect(readFileSync(join(file, "..", "model.onnx_data"), "utf8")).toBe("weights");
    await expect(hubModel("hf:owner/outside")).rejects.toThrow(
      /keeps weights in "\.\.\/data", which is outside its folder/,
    );
    await expect(hubModel("hf:owner/lacking")).rejects.toThrow(/keeps weights in "data", which the repository lacks/);
  });

  test("takes timm's config.json for the preprocessing, and refuses one that is no JSON", async () => {
    expect((await hubModel("hf:owner/timm")).preprocess).toMatch(/config\.json$/);
    await expect(hubModel("hf:owner/broken")).rejects.toThrow(/config\.json holds no JSON object/);
  });

  test("names what is missing, private or gated", async () => {
    await expect(hubModel("hf:owner/missing")).rejects.toThrow(
      /^hf:owner\/missing@main: the hub has no such model; check/,
    );
    await expect(hubModel("hf:owner/private")).rejects.toThrow(/set HF_TOKEN where the repository is private/);
    await expect(hubModel("hf:owner/gated")).rejects.toThrow(
      /is gated; accept its terms at .*owner\/gated and set HF_TOKEN/,
    );
    await expect(hubModel("hf:owner/net@v2")).rejects.toThrow(/^hf:owner\/net@v2: the repository has no such revision/);
  });

  test("sends the token to the endpoint and to nobody else", async () => {
    vi.stubEnv("HF_TOKEN", HUB_TOKEN);
    await hubModel("hf:owner/private");
    const { seen } = environment.server;
    expect(seen.filter(({ server }) => server === "cdn").map(({ authorization }) => authorization)).toEqual([
      undefined,
    ]);
    expect(
      seen.filter(({ server }) => server === "hub").every(({ authorization }) => authorization?.endsWith(HUB_TOKEN)),
    ).toBe(true);
    for (const entry of readdirSync(environment.cache, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name)).includes(HUB_TOKEN)).toBe(false);
    }
  });

  test("tells how far a download is, in bytes of the file", async () => {
    const told: [number, number, string][] = [];
    await hubModel("hf:owner/net", { onProgress: ({ done, total, what }) => told.push([done, total, what]) });
    const [first] = told;
    expect(first).toEqual([
      0,
      network.length,
      `downloading owner/net/onnx/model.onnx (${(network.length / 1e6).toFixed(1)} MB)`,
    ]);
    expect(told).toContainEqual([network.length, network.length, first?.[2]]);
  });
});
