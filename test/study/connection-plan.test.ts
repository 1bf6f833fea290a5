import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { openModel } from "../../src/runtime/open-model.js";
import { connectionPlan } from "../../src/study/connection-plan.js";
import { settingsOf } from "../../src/study/settings.js";
import { temporaryFolder } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

const [a, b, other] = await Promise.all(["a", "b", "a-other"].map((name) => openModel(goldenFile(`${name}.onnx`))));
if (!a || !b || !other) throw new Error("no models");
const labelled = await openDataset(GOLDEN_DATA);
const plain = await openDataset(`npy:${goldenFile("images.npy")}`);
afterAll(() => Promise.all([labelled.close(), plain.close()]));
const settings = (options: object = {}) => settingsOf({ data: "x", ...options });

describe("connectionPlan", () => {
  test("takes equal steps with both ends, and counts the images of every point", async () => {
    const plan = await connectionPlan({ a, b: other }, [labelled], settings({ points: 5 }));
    expect(plan.alphas).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(plan.images).toBe(5 * 64);
    expect(plan.parts).toEqual([
      { dataset: labelled, rows: Int32Array.from({ length: 64 }, (_, i) => i), reason: null },
    ]);
    expect(plan.alignment).toMatchObject({
      method: null,
      reason: expect.stringContaining("give others with --calibration"),
    });
    expect(plan.pairs).toHaveLength(plan.pairs.filter((pair) => pair.a.size === pair.b.size).length);
    expect(plan.pairs.length).toBeGreaterThan(10);
  });

  test("sets a fifth aside where units are matched by activations, and counts it for both networks", async () => {
    const many = await openDataset("zoo:fashion", { limit: 100 });
    const [x, y] = [await openModel("zoo:vit-1"), await openModel("zoo:vit-2")];
    const plan = await connectionPlan({ a: x, b: y }, [many, labelled], settings({ points: 3, connect: "aligned" }));
    expect(plan).toMatchObject({ alignment: { method: "activations" }, calibration: { n: 20 } });
    const [first] = plan.parts;
    expect([first?.dataset?.n, plan.parts[1]?.dataset?.n]).toEqual([80, 64]);
    expect(plan.images).toBe(2 * 3 * (80 + 64) + 2 * 20);
    const repaired = await connectionPlan({ a: x, b: y }, [many, labelled], settings({ points: 3 }));
    expect(repaired.images).toBe(3 * 3 * (80 + 64) + (2 + 3 + 2) * 20);
    const ids = new Set([...(first?.dataset?.ids ?? []), ...(plan.calibration?.ids ?? [])]);
    expect(ids).toEqual(new Set(many.ids));
    await many.close();
  });

  test("sets nothing aside of images that are all the same, and says why nothing is calibrated with them", async () => {
    const [x, y] = [await openModel("zoo:vit-1"), await openModel("zoo:vit-2")];
    const many = await openDataset("zoo:fashion", { limit: 100 });
    const same: Dataset = { ...many, read: async (from, to) => new Uint8Array(784 * (to - from)) };
    const { alignment, repair, calibration, parts } = await connectionPlan({ a: x, b: y }, [same], settings());
    const reason = expect.stringMatching(/^zoo:fashion: calibration needs at least 16 different .* 20 .* come to 1;/);
    expect([alignment, repair, calibration]).toEqual([{ method: null, reason }, { reason }, null]);
    expect(parts).toMatchObject([{ dataset: { n: 100 }, reason: null }]);
    await many.close();
  });

  test("sets nothing aside for weights, for given images, or where only the straight line is asked for", async () => {
    const many = await openDataset("zoo:fashion", { limit: 100 });
    const [x, y] = [await openModel("zoo:vit-1"), await openModel("zoo:vit-2")];
    const planned = (options: object, given: Dataset | null = null) =>
      connectionPlan({ a: x, b: y }, [many], settings({ points: 3, connect: "aligned", ...options }), given);
    expect(await planned({ align: "weights" })).toMatchObject({ alignment: { method: "weights" }, images: 600 });
    expect(await planned({}, labelled)).toMatchObject({ calibration: labelled, images: 600 + 2 * 64 });
    expect(await planned({ connect: "naive" })).toMatchObject({ alignment: { method: null }, images: 300 });
    await many.close();
  });

  test("takes the first examples only where that is asked for", async () => {
    const { parts, images } = await connectionPlan({ a, b: other }, [labelled], settings({ connectLimit: 10 }));
    expect([parts[0]?.dataset?.ids, images]).toEqual([labelled.ids.slice(0, 10), 110]);
    expect((await connectionPlan({ a, b: other }, [labelled], settings({ connectLimit: 999 }))).images).toBe(11 * 64);
  });

  test("knows where the examples it takes are, also of data sorted by class", async () => {
    const sorted = { ...labelled, labels: Int32Array.from(labelled.ids, (_, i) => Math.floor(i / 7)) };
    const [part] = (await connectionPlan({ a, b: other }, [sorted], settings({ connectLimit: 10 }))).parts;
    if (!part?.dataset) throw new Error("nothing is walked");
    const { dataset, rows } = part;
    expect(dataset.labels).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    expect(Array.from(rows, (row) => sorted.ids[row])).toEqual(dataset.ids);
  });

  test("says why a data set is left out", async () => {
    const { parts, images } = await connectionPlan({ a, b: other }, [plain, labelled], settings());
    expect(parts[0]).toEqual({ dataset: null, reason: "no usable labels: npy:images.npy has no labels" });
    expect(images).toBe(11 * 64);
  });

  test("says why there is no path at all", async () => {
    const reasons = (plan: Awaited<ReturnType<typeof connectionPlan>>) => plan.parts.map(({ reason }) => reason);
    expect(reasons(await connectionPlan({ a, b: other }, [labelled], settings({ connect: "none" })))).toEqual([
      "not asked for",
    ]);
    const apart = await connectionPlan({ a, b }, [labelled, plain], settings());
    expect(reasons(apart)).toEqual(Array(2).fill(expect.stringMatching(/^different architectures: /)));
    expect([apart.images, apart.pairs]).toEqual([0, []]);
  });

  test("refuses two preprocessings, for what lies between has neither", async () => {
    const file = join(temporaryFolder(), "a.onnx");
    copyFileSync(goldenFile("a.onnx"), file);
    writeFileSync(file.replace(/onnx$/, "preprocess.json"), JSON.stringify({ do_rescale: false }));
    const plan = await connectionPlan({ a, b: await openModel(file) }, [labelled], settings());
    const reason = expect.stringMatching(/^the two models preprocess images differently/);
    expect(plan.parts[0]?.reason).toEqual(reason);
    const floats: Dataset = { ...labelled, images: { kind: "float32", shape: [3, 8, 8] } };
    const walked = await connectionPlan({ a, b: await openModel(file) }, [floats], settings(), labelled);
    expect(walked).toMatchObject({ parts: [{ dataset: floats }], calibration: null, repair: { reason } });
    expect(walked.alignment.reason).toEqual(reason);
  });
});
