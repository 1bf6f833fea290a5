import { encode } from "fast-png";
import { afterAll, describe, expect, test } from "vitest";
import { chosen } from "../../src/data/chosen.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { evaluate, tappedGraph } from "../../src/runtime/evaluate.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { tapModel } from "../../src/runtime/tapped-model.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import golden from "../golden/compare/models.json" with { type: "json" };
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { writeTree } from "../support/image-sets.js";

const { at } = temporaryFolder();
const engine = nodeEngine(1);
afterAll(() => engine.close());

describe("evaluate", () => {
  test.each(["a", "b", "vit", "half"] as const)("gives the reference's rows for %s", async (name) => {
    const model = await openModel(goldenFile(`${name}.onnx`));
    const dataset = chosen(await openDataset(GOLDEN_DATA), [0, 1, 2, 3]);
    const tapped = await tapModel(engine, model, dataset, ["auto"], "mean");
    const tensors = [tapped.penultimate, tapped.logits ?? ""];
    const [outputs] = await evaluate(engine, tapped, tappedGraph(tapped, tensors), tensors, [dataset], { batch: 3 });
    const { penultimate, logits } = golden.models[`${name}.onnx`].first4;
    for (const [tensor, expected] of [
      [tapped.penultimate, penultimate],
      [tapped.logits ?? "", logits],
    ] as const) {
      const found = outputs?.get(tensor);
      expect([found?.rows, found?.columns]).toEqual([4, expected[0]?.length]);
      for (const [i, value] of expected.flat().entries()) expect(found?.data[i]).toBeCloseTo(value, 4);
    }
    await dataset.close();
  });

  test("gives the same rows of image files as of the bytes that are in them", async () => {
    const model = await openModel(goldenFile("a.onnx"));
    const stored = await openDataset(GOLDEN_DATA);
    const bytes = (await stored.read(0, stored.n)) as Uint8Array;
    const files = Array.from({ length: stored.n }, (_, i) => {
      const planes = bytes.subarray(192 * i, 192 * (i + 1));
      const data = planes.map((_, at) => planes[(at % 3) * 64 + Math.floor(at / 3)] ?? 0);
      return [`a/${String(i).padStart(2, "0")}.png`, encode({ width: 8, height: 8, channels: 3, data })] as const;
    });
    const encoded = await openDataset(`folder:${writeTree(at("golden"), Object.fromEntries(files))}`);
    const tapped = await tapModel(engine, model, encoded, ["auto"], "mean");
    const tensors = [tapped.penultimate];
    const both = [stored, encoded];
    const [x, y] = await evaluate(engine, tapped, tappedGraph(tapped, tensors), tensors, both, { batch: 5 });
    expect(x?.get(tapped.penultimate)?.rows).toBe(64);
    expect(y?.get(tapped.penultimate)).toEqual(x?.get(tapped.penultimate));
    await stored.close();
    await encoded.close();
  });

  test("refuses a tensor that was not tapped", async () => {
    const model = await openModel(goldenFile("a.onnx"));
    const dataset = await openDataset(GOLDEN_DATA, { limit: 4 });
    const tapped = await tapModel(engine, model, dataset, ["flat"], "mean");
    expect(() => tappedGraph(tapped, ["block1.sum"])).toThrow("a: tensor block1.sum was not tapped");
    await dataset.close();
  });
});
