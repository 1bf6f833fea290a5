import { describe, expect, test } from "vitest";
import { TrisimError } from "../../src/errors.js";
import { channelsFirst } from "../../src/onnx/channels-first.js";
import { withOutsideValues } from "../../src/onnx/external-data.js";
import { inspect } from "../../src/onnx/inspect.js";
import { bytesField, concatBytes, intField } from "../../src/onnx/proto.js";
import { prunableLayers } from "../../src/onnx/pruning/prunable-layers.js";
import { readModel } from "../../src/onnx/read-model.js";
import { imageTower } from "../../src/onnx/towers.js";
import { unshare } from "../../src/onnx/unshare.js";
import { weightsOutside } from "../../src/onnx/weights-outside.js";
import { exported } from "../support/export-nets.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

/** All that is done to a file before the runtime sees it. */
function lookedAt(bytes: Uint8Array): void {
  withOutsideValues(bytes, "m.onnx");
  const onnx = channelsFirst(imageTower(unshare(readModel(bytes, "m.onnx"))));
  inspect(onnx);
  prunableLayers(onnx);
  weightsOutside(onnx.bytes, "w");
}

/** The message of what is thrown, which must be about the file; `null` where nothing is. */
function refusal(bytes: Uint8Array): string | null {
  try {
    lookedAt(bytes);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(TrisimError);
    const { message } = error as Error;
    expect(message).toMatch(/^m\.onnx/);
    return message;
  }
}

/** A product with one more initialiser. */
const withTensor = (tensor: Uint8Array, nodes: readonly NodeLine[] = [["Relu", "x", "y"]]) =>
  concatBytes([
    modelBytes({ inputs: [["x", "float32", [1, 3, 8, 8]]], outputs: ["y"], nodes }),
    bytesField(7, bytesField(5, tensor)),
  ]);

describe("files that are there to do harm", () => {
  test.each<[string, Uint8Array, string]>([
    ["more dimensions than memory", withTensor(bytesField(1, new Uint8Array(2 ** 21).fill(1))), "has 2097152 bytes"],
    [
      "dimensions whose product is beyond all numbers",
      withTensor(concatBytes([intField(1, 2 ** 52), intField(1, 2 ** 52), intField(2, 1), bytesField(8, "w")])),
      "impossible dimensions",
    ],
    [
      "a tensor that hundreds of nodes copy",
      withTensor(
        concatBytes([intField(1, 1000), intField(2, 1), bytesField(8, "w"), bytesField(9, new Uint8Array(4000))]),
        [["Relu", "x", "y"], ...Array.from({ length: 400 }, (_, k): NodeLine => ["Identity", "w", `copy${k}`])],
      ),
      "once every shared initialiser is its own",
    ],
    [
      "more nodes than any network has",
      concatBytes([withTensor(intField(2, 1)), bytesField(7, concatBytes(new Array(2 ** 17).fill(bytesField(1, ""))))]),
      "its graph has 131073 nodes",
    ],
  ])("%s", (_, bytes, why) => {
    expect(refusal(bytes)).toContain(why);
  });
});

/** Numbers below a bound, the same every time. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("damaged files are read or refused, in a sentence about the file", () => {
  test.each([
    ["a plain network", exported()],
    ["channels last, two heads", exported({ images: ["n", 8, 8, 3], head: "distilled" })],
    ["float16 images", exported({ io: "float16" })],
    ["quantised weights", exported({ quantised: "qdq" })],
    ["dynamic quantisation", exported({ quantised: "dynamic" })],
    ["weights elsewhere", weightsOutside(exported(), "w.bin").graph],
  ])("%s", (_, whole) => {
    const draw = seeded(7);
    let refused = 0;
    for (let round = 0; round < 400; round++) {
      const damaged = new Uint8Array(whole.subarray(0, round % 4 === 0 ? draw(whole.length) : whole.length));
      for (let flips = draw(4); flips > 0 && damaged.length > 0; flips--) damaged[draw(damaged.length)] = draw(256);
      if (refusal(damaged) !== null) refused++;
    }
    expect(refused).toBeGreaterThan(100);
  });
});
