import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hubModel } from "../../src/data/hub/hub-model.js";
import { study } from "../../src/study/study.js";
import { explained, studyCosts } from "../../src/study/study-costs.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { goldenFile } from "../support/golden-models.js";
import { hubEnvironment } from "../support/hub-environment.js";
import { goldenStudy } from "../support/study-files.js";

const { at } = temporaryFolder();

describe("models of the hub", () => {
  const commit = "5".repeat(40);
  const files = {
    "onnx/model.onnx": readFileSync(goldenFile("a.onnx")),
    "onnx/model.onnx_data": Buffer.alloc(1000),
    "preprocessor_config.json": readFileSync(goldenFile("preprocessor_config.json")),
  };
  const environment = hubEnvironment({ "owner/net": { commit, files } });
  const blobs = () =>
    readdirSync(environment.cache, { recursive: true }).filter((path) => String(path).includes("blobs/"));

  test("are not downloaded to be explained, and it is said what would be", async () => {
    const costs = await studyCosts(goldenStudy(["a", { model: "hf:owner/net", name: "far" }, "vit"]), {});
    const bytes = files["onnx/model.onnx"].length + 1000;
    const names = ["hf:owner/net@main/onnx/model.onnx", "hf:owner/net@main/onnx/model.onnx_data"];
    expect(costs).toMatchObject({ models: 3, failures: [], fetches: [{ name: "far", files: names, bytes }] });
    expect(costs.kinds.find(({ kind }) => kind === "dense")?.tasks).toBe(2);
    expect(explained(costs)).toMatch(
      /^hf:owner\/net@main\/onnx\/model\.onnx, .*_data would be downloaded first \(0\.\d MB at least\); what far would cost is not counted\. 3 models/,
    );
    expect(blobs()).toEqual([]);
  });

  test("that are in the cache are planned, and such as the hub does not know would be left out", async () => {
    await hubModel("hf:owner/net");
    const costs = await studyCosts(
      goldenStudy(["a", { model: "hf:owner/net", name: "far" }, { model: "hf:owner/none" }]),
      {},
    );
    expect([costs.fetches, costs.kinds.find(({ kind }) => kind === "dense")?.tasks]).toEqual([[], 2]);
    expect(costs.failures).toEqual([{ name: "none", failure: expect.stringContaining("owner/none") }]);
  });
});

describe("studyCosts", () => {
  test("counts the work, what is stored of it and the images that are left", async () => {
    const store = at("store");
    await study(goldenStudy(["a"], { levels: [0.5] }), { store });
    const costs = await studyCosts(goldenStudy(["a", "vit"], { levels: [0.5] }), { store });
    expect(costs).toEqual({
      ...{ models: 2, data: 1, failures: [], fetches: [], seconds: null },
      kinds: [
        { kind: "dense", tasks: 2, stored: 1, images: 128, imagesLeft: 64 },
        { kind: "pruned", tasks: 4, stored: 2, images: 128, imagesLeft: 64 },
        { kind: "layers", tasks: 1, stored: 0, images: 0, imagesLeft: 0 },
        { kind: "penultimates", tasks: 2, stored: 0, images: 0, imagesLeft: 0 },
        { kind: "pair", tasks: 1, stored: 0, images: 0, imagesLeft: 0 },
      ],
    });
    expect(explained(costs)).toBe(
      "2 models on 1 data set: 10 tasks, 3 of them stored; 128 images are left to be run. --dry-run says how long they would take.",
    );
  });

  test("writes nothing", async () => {
    await studyCosts(goldenStudy(["a"]), { store: at("none"), timed: true });
    expect(existsSync(at("none"))).toBe(false);
  });

  test("times the networks, and names those that cannot be run", async () => {
    const models = ["a", { model: goldenFile("vit.onnx"), layers: ["no-such"] }, { model: at("gone.onnx") }];
    const costs = await studyCosts(goldenStudy(models), { timed: true, threads: 1 });
    expect(costs.seconds).toBeGreaterThan(0);
    expect(costs.failures).toEqual([
      { name: "vit", failure: expect.stringContaining("no-such") },
      { name: "gone", failure: `${at("gone.onnx")} does not exist` },
    ]);
    expect(explained(costs)).toContain("The networks would run for about");
  });
});
