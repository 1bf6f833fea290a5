import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";

const file = (name: string) => fileURLToPath(new URL(`../golden/from-pytorch/${name}`, import.meta.url));
const golden: { readonly cka: number } = JSON.parse(
  readFileSync(fileURLToPath(new URL("../golden/from-pytorch.json", import.meta.url)), "utf8"),
);

const [NPZ, SAFETENSORS, ONNX] = [file("activations.npz"), file("activations.safetensors"), file("network.onnx")];
const DATA = `npy:${file("images.npy")}`;
const LAYERS = ["/1/Relu_output_0", "/3/Relu_output_0"];

/** The layer map and the score of the last layers, of A and B of which either may be run or read. */
async function compared(a: string, b: string) {
  const layers = { a: a === ONNX ? LAYERS : ["auto"], b: b === ONNX ? LAYERS : ["auto"] };
  const { data, warnings } = await compare(a, b, { data: DATA, layers, levels: [], connect: "none", threads: 1 });
  const [entry] = data;
  return { map: entry?.static.layers.cka, last: entry?.vertices.static.score, entry, warnings };
}

describe("activations saved from PyTorch", () => {
  test.each([
    ["the model", ONNX, ONNX],
    [".npz and the model", NPZ, ONNX],
    ["the model and .safetensors", ONNX, SAFETENSORS],
    [".npz and .safetensors", NPZ, SAFETENSORS],
  ])("agree within 1e-5 with a brute force in float64: %s", async (_, a, b) => {
    const { map, last } = await compared(a, b);
    expect(Math.abs((last ?? Number.NaN) - 1)).toBeLessThan(1e-5);
    const expected = [
      [1, golden.cka],
      [golden.cka, 1],
    ];
    for (const i of [0, 1])
      for (const j of [0, 1])
        expect(Math.abs((map?.[i]?.[j] ?? Number.NaN) - (expected[i]?.[j] ?? Number.NaN))).toBeLessThan(1e-5);
  });

  test("with logits agree with the model's predictions, and say what is taken on trust", async () => {
    const { entry, warnings } = await compared(SAFETENSORS, ONNX);
    expect(entry?.functional.predictive?.agreement.score).toBe(1);
    expect(entry?.functional.predictive?.jsd.score).toBeLessThan(1e-9);
    expect(warnings).toEqual([
      "activations.safetensors and npy:images.npy name their samples by numbers alone: that these are of the same data is taken on trust",
    ]);
    expect((await compared(NPZ, ONNX)).warnings).toEqual([
      "activations.npz says nothing of its samples: that all rows are the same examples in one order is taken on trust",
    ]);
  });
});
