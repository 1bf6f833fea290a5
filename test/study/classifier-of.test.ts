import { describe, expect, test } from "vitest";
import { openModel } from "../../src/runtime/open-model.js";
import type { TappedModel } from "../../src/runtime/tapped-model.js";
import type { ZeroShotHead } from "../../src/runtime/zero-shot-head.js";
import { classifierOf } from "../../src/study/classifier-of.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { gaussian } from "../kernels/matrices.js";
import { goldenFile } from "../support/golden-models.js";
import { modelBytes } from "../support/onnx-builder.js";
import { imageTowerBytes } from "../support/towers.js";

const { write } = temporaryFolder();
const NAMES = { class_names: '["cat", "dog", "frog"]' };

async function tapped(file: string, head: Partial<ZeroShotHead> | null = null): Promise<TappedModel> {
  return { model: await openModel(file), head } as unknown as TappedModel;
}

describe("classifierOf", () => {
  test("counts the classes of the logits, and names them where the file does", async () => {
    expect(classifierOf(await tapped(goldenFile("a.onnx")), gaussian(4, 10, 1))).toEqual({
      name: "a",
      outputs: 10,
      classNames: null,
      reason: null,
    });
    const named = write("named.onnx", imageTowerBytes({ output: "logits", features: 3, metadata: NAMES }));
    expect(classifierOf(await tapped(named), gaussian(4, 3, 1)).classNames).toEqual(["cat", "dog", "frog"]);
  });

  test("names the classes that the texts were made of, not those of the file", async () => {
    const tower = write("clip-b.onnx", imageTowerBytes({ metadata: NAMES }));
    const [head, nameless] = [{ classNames: ["a", "b"] }, { classNames: null }];
    expect(classifierOf(await tapped(tower, head), gaussian(4, 2, 1))).toEqual({
      name: "clip-b",
      outputs: 2,
      classNames: ["a", "b"],
      reason: null,
    });
    expect(classifierOf(await tapped(tower, nameless), gaussian(4, 2, 1)).classNames).toBeNull();
  });

  test("says of an image tower without texts what it needs, and of others that they have no logits", async () => {
    const tower = write("clip-b.onnx", imageTowerBytes());
    expect(classifierOf(await tapped(tower), null)).toMatchObject({
      outputs: null,
      reason: "clip-b is an image tower: its predictions need texts, give --text or --text-embeds",
    });
    const two = modelBytes({
      inputs: [["x", "float32", ["n", 3, 8, 8]]],
      outputs: ["p", "q"].map((name) => [name, "float32", ["n", 3, 8, 8]] as const),
      nodes: [
        ["Relu", "x", "p"],
        ["Neg", "x", "q"],
      ],
    });
    expect(classifierOf(await tapped(write("two.onnx", two)), null).reason).toBe("two has no logits");
  });

  test("refuses a file that names more or fewer classes than it has", async () => {
    const named = await tapped(write("named.onnx", imageTowerBytes({ output: "logits", metadata: NAMES })));
    expect(await fault(() => classifierOf(named, gaussian(4, 4, 1)))).toBe(
      "mismatch: named: its metadata name 3 classes and it has 4 outputs",
    );
  });
});
