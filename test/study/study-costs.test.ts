import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { study } from "../../src/study/study.js";
import { explained, studyCosts } from "../../src/study/study-costs.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { goldenFile } from "../support/golden-models.js";
import { goldenStudy } from "../support/study-files.js";

const { at } = temporaryFolder();

describe("studyCosts", () => {
  test("counts the work, what is stored of it and the images that are left", async () => {
    const store = at("store");
    await study(goldenStudy(["a"], { levels: [0.5] }), { store });
    const costs = await studyCosts(goldenStudy(["a", "vit"], { levels: [0.5] }), { store });
    expect(costs).toEqual({
      ...{ models: 2, data: 1, failures: [], seconds: null },
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
