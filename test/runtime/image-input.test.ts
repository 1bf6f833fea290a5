import { describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { defaultPreprocess } from "../../src/data/preprocess-config.js";
import { batchSize, type ImageInput, imageInput } from "../../src/runtime/image-input.js";

type Data = Pick<Dataset, "name" | "images">;

const BYTES: Data = { name: "npy:x.npy", images: { kind: "uint8", height: 8, width: 8, channels: 3 } };

function session(...dims: (number | string)[][]) {
  return { inputs: dims.map((of, i) => ({ name: `input${i}`, type: "float32", dims: of })) };
}

describe("imageInput", () => {
  test("takes the sizes from the graph and leaves a symbolic batch open", () => {
    expect(imageInput("m", session(["n", 3, 8, 8]), BYTES, defaultPreprocess)).toEqual({
      name: "input0",
      batch: null,
      shape: [3, 8, 8],
    });
  });

  test("keeps a fixed batch", () => {
    expect(imageInput("m", session([2, 3, 8, 8]), BYTES, defaultPreprocess).batch).toBe(2);
  });

  test("fills open sizes from the data", () => {
    expect(imageInput("m", session(["n", "c", "h", "w"]), BYTES, defaultPreprocess).shape).toEqual([3, 8, 8]);
  });

  test("lets stored colour images into a network of one channel: they become grey", () => {
    expect(imageInput("m", session(["n", 1, 8, 8]), BYTES, defaultPreprocess).shape).toEqual([1, 8, 8]);
  });

  test("feeds float arrays only where their shape is the network's", () => {
    const floats: Data = { name: "npy:floats.npy", images: { kind: "float32", shape: [1, 8, 8] } };
    expect(imageInput("m", session(["n", 1, 8, 8]), floats, defaultPreprocess).shape).toEqual([1, 8, 8]);
    expect(() => imageInput("m", session(["n", 3, 8, 8]), floats, defaultPreprocess)).toThrow(
      "takes images of 3×8×8 and npy:floats.npy gives 1×8×8",
    );
  });

  test("refuses another size, naming both, the data set and the remedy", () => {
    expect(() => imageInput("m", session(["n", 3, 224, 224]), BYTES, defaultPreprocess)).toThrow(
      "m: input input0 takes images of 3×224×224 and npy:x.npy gives 3×8×8; say in its preprocessing file how to resize and crop, or give images of its size",
    );
  });

  test("refuses a second input and an input that holds no images", () => {
    expect(() => imageInput("m", session(["n", 3, 8, 8], ["n", 5]), BYTES, defaultPreprocess)).toThrow(
      "m: has 2 inputs (input0, input1)",
    );
    expect(() => imageInput("m", session(["n", 3]), BYTES, defaultPreprocess)).toThrow(
      "expected images N×C×H×W of float32, float16 or float64",
    );
  });
});

describe("batchSize", () => {
  const input = (batch: number | null, side: number): ImageInput => ({ name: "i", batch, shape: [3, side, side] });

  test("is the graph's where that is fixed, else the one asked for", () => {
    expect(batchSize(input(2, 32), 7)).toBe(2);
    expect(batchSize(input(null, 32), 7)).toBe(7);
  });

  test("keeps a run at about one photograph, and at 32 images", () => {
    expect(batchSize(input(null, 224))).toBe(1);
    expect(batchSize(input(null, 512))).toBe(1);
    expect(batchSize(input(null, 96))).toBe(5);
    expect(batchSize(input(null, 8))).toBe(32);
  });
});
