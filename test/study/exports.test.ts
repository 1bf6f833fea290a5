import { describe, expect, test } from "vitest";
import { inspect } from "../../src/onnx/inspect.js";
import { weightsOutside } from "../../src/onnx/weights-outside.js";
import { openModel } from "../../src/runtime/open-model.js";
import { compare } from "../../src/study/compare.js";
import { connectModels } from "../../src/study/connect-models.js";
import { npyOf } from "../data/support/npy-bytes.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { gaussian } from "../kernels/matrices.js";
import { CLASSES, type ExportSpec, exported } from "../support/export-nets.js";
import { modelBytes } from "../support/onnx-builder.js";

const { at, write } = temporaryFolder();

/** Images that differ in brightness and colour: noise alone would be quantised away. */
const N = 30;
const draws = gaussian(1, N * 192 + 3 * N, 5).data;
const pixels = Uint8Array.from({ length: N * 192 }, (_, i) => {
  const shade = draws[N * 192 + Math.floor(i / 64)] ?? 0;
  return Math.min(255, Math.max(0, 128 + 60 * shade + 20 * (draws[i] ?? 0)));
});
write("images.npy", npyOf(pixels, [N, 3, 8, 8]));
write(
  "labels.npy",
  npyOf(
    new Int32Array(N).map((_, i) => i % CLASSES),
    [N],
  ),
);
write("preprocess.json", JSON.stringify({ rescale_factor: 1 / 64 }));
const DATA = `npy:${at("images.npy")},${at("labels.npy")}`;
const base = write("base.onnx", exported());

async function compared(a: string, b: string, levels: readonly number[] = [0.5]) {
  const preprocess = { a: at("preprocess.json"), b: at("preprocess.json") };
  const options = { data: DATA, preprocess, levels, connect: "naive" } as const;
  const { data: entries, models, warnings } = await compare(a, b, options);
  const entry = entries[0];
  if (entry === undefined) throw new Error("no entry");
  const { triangle, functional, reasons, sparsity } = entry;
  const { cka } = entry.static.representation;
  return {
    triangle,
    functional,
    sparsity,
    reasons,
    warnings,
    logits: models.a.logits,
    cka: typeof cka === "string" ? null : cka?.score,
  };
}

/** Export → how near it is to the plain one: what the rounding of its weights leaves of CKA, and of 1 − jsd. */
const EXPORTS: readonly (readonly [string, ExportSpec, number])[] = [
  ["float16 weights", { type: "float16" }, 1e-5],
  ["bfloat16 weights", { type: "bfloat16" }, 1e-3],
  ["float64 weights", { type: "float64" }, 1e-6],
  ["float16 images and outputs", { io: "float16" }, 1e-4],
  ["float64 images and outputs", { io: "float64" }, 1e-6],
  ["float16 images, channels last", { io: "float16", images: ["n", 8, 8, 3] }, 1e-4],
  ["float16 images and a softmax", { io: "float16", head: "softmax" }, 1e-4],
  ["float16 images of any size and two heads", { io: "float16", images: ["n", 3, "h", "w"], head: "two heads" }, 1e-4],
  ["images of any size", { images: ["n", 3, "height", "width"] }, 1e-6],
  ["channels last", { images: ["n", 8, 8, 3] }, 1e-6],
  ["channels last and images of any size", { images: ["n", "height", "width", 3] }, 1e-6],
  ["a softmax in the graph", { head: "softmax" }, 1e-6],
  ["two heads", { head: "two heads" }, 1e-6],
  ...Array.from({ length: 12 }, (_, i) => [`operator set ${11 + i}`, { opset: 11 + i }, 1e-6] as const),
];

describe("the same network, exported in many ways", () => {
  test.each(EXPORTS)("with %s", { timeout: 60_000 }, async (what, spec, tolerance) => {
    const file = write(`${what.replaceAll(" ", "-")}.onnx`, exported(spec));
    const { onnx } = await openModel(file);
    const heads = spec.head === "two heads" ? 2 : 1;
    expect(inspect(onnx).parameters).toBe(8 * 27 + 8 + 12 * 72 + 12 + heads * (12 * CLASSES + CLASSES));
    const { cka, functional, logits } = await compared(file, base, [0]);
    expect(logits).not.toMatch(/softmax|probabilities/);
    expect(Math.abs((cka ?? 0) - 1)).toBeLessThan(tolerance);
    expect(functional.predictive?.agreement.score).toBe(1);
    expect(Math.abs(functional.predictive?.jsd.score ?? 1)).toBeLessThan(tolerance);
  });

  test("with the mean of two heads as its logits: the first head reads the penultimate layer", async () => {
    const file = write("distilled.onnx", exported({ head: "distilled" }));
    expect(inspect((await openModel(file)).onnx).penultimate).toMatch(/^flatten/);
    const { triangle } = await compared(file, file);
    expect(triangle).toEqual({ static: expect.closeTo(1, 12), functional: 1, sparsity: 1 });
  });

  test("with its weights in another file, the results are the same", async () => {
    const { graph, weights, length } = weightsOutside(exported(), "weights.bin");
    const stored = new Uint8Array(length);
    const inside = exported();
    for (const { start, end, offset } of weights) stored.set(inside.subarray(start, end), offset);
    expect(weights.length).toBeGreaterThan(0);
    write("weights.bin", stored);
    const { cka, functional } = await compared(write("outside.onnx", graph), base, [0]);
    expect(cka).toBeCloseTo(1, 12);
    expect(functional.predictive?.jsd.score).toBe(0);
  });
});

describe("networks whose images and outputs are no float32", () => {
  const own = compared(base, base, [0, 0.5]);

  test.each([
    ["float16", 1e-3],
    ["float64", 1e-6],
  ] as const)("%s: pruned as the plain one is", { timeout: 60_000 }, async (io, tolerance) => {
    const file = write(`${io}-pruned.onnx`, exported({ io }));
    const [plain, found] = [(await own).sparsity?.a, (await compared(file, base, [0, 0.5])).sparsity?.a];
    expect(found?.realSparsity).toEqual(plain?.realSparsity);
    expect(found?.predictive?.agreement).toEqual(plain?.predictive?.agreement);
    expect(found?.cka[1]).toBeLessThan(0.99);
    for (const [level, cka] of (plain?.cka ?? []).entries())
      expect(Math.abs((found?.cka[level] ?? Number.NaN) - (cka ?? Number.NaN))).toBeLessThan(tolerance);
  });

  test("float16: connected, aligned and repaired, to a network that takes float32 and gives float16", async () => {
    const [a, b] = [1, 2].map((seed) => write(`half-${seed}.onnx`, exported({ io: "float16", seed })));
    const preprocess = { a: at("preprocess.json"), b: at("preprocess.json") };
    const how = { align: "activations", repair: true, midpoint: true, points: 3 } as const;
    const { result, midpoint } = await connectModels(a ?? "", b ?? "", {
      data: DATA,
      calibration: DATA,
      preprocess,
      ...how,
    });
    expect(result.repaired?.loss).toHaveLength(3);
    const between = write("half-between.onnx", midpoint ?? new Uint8Array());
    const { onnx, whole } = await openModel(between);
    expect([onnx.inputs[0]?.elemType, onnx.outputs[0]?.elemType, onnx]).toEqual(["float32", "float16", whole]);
    expect((await compared(between, between, [0])).triangle.functional).toBe(1);
  });

  test("refused by name: bfloat16, and what the runtime cannot compute in float64", async () => {
    const taking = (type: "bfloat16" | "float64") =>
      modelBytes({
        inputs: [["images", type, ["n", 3, 8, 8]]],
        outputs: [["logits", type, ["n", 2]]],
        weights: [{ name: "w", type, dims: [2, 3, 8, 8], values: new Array(384).fill(0) }],
        nodes: [
          ["Conv", "images w", "scores"],
          ["Flatten", "scores", "logits"],
        ],
      });
    for (const type of ["bfloat16", "float64"] as const) {
      const file = write(`takes-${type}.onnx`, taking(type));
      await expect(compared(file, file)).rejects.toThrow(new RegExp(`^takes-${type}: .* cannot load it: .*Conv`));
    }
  });
});

describe("quantised networks", () => {
  test.each([
    ["qdq", "has a quantised weight (DequantizeLinear)"],
    ["dynamic", "is quantised (MatMulInteger)"],
  ] as const)("%s: compared in what they say and do, and neither pruned nor connected", async (quantised, why) => {
    const file = write(`${quantised}.onnx`, exported({ quantised }));
    expect(inspect((await openModel(file)).onnx).parameters).toBe(
      8 * 27 + 8 + 12 * 72 + 12 + 12 * CLASSES + (quantised === "qdq" ? CLASSES : 0),
    );
    const { triangle, reasons, functional, warnings } = await compared(file, file);
    expect(triangle).toEqual({ static: expect.closeTo(1, 12), functional: 1, sparsity: null });
    expect(functional.connectivity).toBeNull();
    expect(reasons["functional.connectivity"]).toMatch(/quantised/);
    expect(reasons["triangle.sparsity"]).toContain(`cannot be pruned: node "`);
    expect(reasons["triangle.sparsity"]).toContain(why);
    expect(reasons.sparsity).toContain("cannot be pruned");
    expect(warnings.some((warning) => warning.includes(why))).toBe(true);
    expect((await compared(file, base)).cka).toBeGreaterThan(quantised === "qdq" ? 0.8 : 0.99);
  });
});

test("a network that computes in bfloat16 is refused with what the runtime lacks", async () => {
  const half = modelBytes({
    inputs: [["images", "float32", ["n", 3, 8, 8]]],
    outputs: [["logits", "float32", ["n", 2]]],
    weights: [{ name: "w", type: "bfloat16", dims: [2, 3, 8, 8], values: new Array(384).fill(0x3f80) }],
    nodes: [
      ["Cast", "images", "half", { to: { int: 16 } }],
      ["Conv", "half w", "scores"],
      ["Flatten", "scores", "flat"],
      ["Cast", "flat", "logits", { to: { int: 1 } }],
    ],
  });
  write("half.onnx", half);
  await expect(compared(at("half.onnx"), at("half.onnx"))).rejects.toThrow(
    /^half: onnxruntime-node .* cannot load it: .*tensor\(bfloat16\).*Conv/,
  );
});
