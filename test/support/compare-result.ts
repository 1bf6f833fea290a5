import { thumbnail } from "../../src/data/thumbnail.js";
import type { CompareResult, DataEntry, ModelEntry, SparsitySide, StaticSide } from "../../src/study/results.js";
import { CLASS_TABLE_REASONS, classTables } from "./class-tables.js";

const LEVELS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

const LAYERS_A = [...resNetBlocks([3, 3, 3]), "/Flatten_output_0"];
const LAYERS_B = [...resNetBlocks([9, 9, 9]).filter((_, block) => block % 9 !== 4), "/Flatten_output_0"];

/**
 * A plausible comparison for drawing: two residual networks on CIFAR-10 and on a blurred copy of it. Every number is a
 * made-up smooth curve, not a measurement.
 */
export function compareResult(): CompareResult {
  return {
    schema: "trisim/1",
    models: { a: model("ResNet-20", "3fa9", 272474, LAYERS_A), b: model("ResNet-56", "b81c", 855770, LAYERS_B) },
    data: [dataEntry("CIFAR-10 test", "id", 1000, 0), dataEntry("CIFAR-10 test, blurred", "ood", 1000, 1)],
    warnings: ["resnet20.onnx: class names are unknown; 10 outputs are taken for the data's 10 classes in order"],
    provenance: {
      trisim: "0.1.0",
      runtime: "onnxruntime-node 1.30.0 (cpu)",
      node: "20.20.2",
      seed: 0,
      options: { measure: ["cka", "procrustes"], layers: "auto", prune: "global", levels: LEVELS },
      command:
        "trisim compare resnet20.onnx resnet56.onnx --data cifar10:test_batch.bin --ood npy:blurred.npy --measure cka,procrustes",
      startedAt: "2026-01-02T03:04:05.000Z",
      seconds: 412.3,
    },
  };
}

function resNetBlocks(sizes: readonly number[]): string[] {
  return sizes.flatMap((blocks, stage) =>
    Array.from({ length: blocks }, (_, block) => `/layer${stage + 1}/layer${stage + 1}.${block}/Relu_1_output_0`),
  );
}

function model(name: string, hash: string, parameters: number, layers: readonly string[]): ModelEntry {
  return {
    name,
    sha256: hash.repeat(16),
    hub: null,
    parameters,
    family: "cnn",
    preprocess: {
      source: "preprocessor_config.json",
      config: { do_rescale: true, rescale_factor: 1 / 255, image_mean: [0.485, 0.456, 0.406] },
    },
    pooling: Object.fromEntries(layers.map((layer) => [layer, layer.startsWith("/Flatten") ? "none" : "gap"])),
    zeroShot: null,
  };
}

function dataEntry(name: string, role: "id" | "ood", n: number, shift: number): DataEntry {
  const cka = { score: 0.893 - 0.16 * shift, chance: 0, threshold: 0.0061 };
  const procrustes = { score: 0.861 - 0.12 * shift, chance: 0.231, threshold: 0.239 };
  const penultimate: object = {
    a: "/Flatten_output_0",
    b: "/Flatten_output_0",
    cka: scored(cka, 0.02),
    procrustes: scored(procrustes, 0.013),
  };
  return {
    name,
    role,
    n,
    sampleHash: (role === "id" ? "5e07" : "c4d2").repeat(16),
    static: {
      representation: penultimate as StaticSide["representation"],
      plan: plans(),
      layers: layerMaps(shift),
    },
    functional: {
      ...{ basis: "own", n, temperature: null, probe: null },
      accuracy: { a: 0.917 - 0.31 * shift, b: 0.943 - 0.28 * shift },
      predictive: {
        agreement: { score: 0.921 - 0.24 * shift, chance: 0.1, interval: [0.903 - 0.25 * shift, 0.936 - 0.22 * shift] },
        disagreement: { score: 0.471, chance: null, interval: null },
        jsd: { score: 0.052 + 0.11 * shift, chance: 0.874, interval: [0.045 + 0.1 * shift, 0.06 + 0.12 * shift] },
        kappa: { score: 0.912 - 0.26 * shift, chance: 0, interval: [0.892 - 0.27 * shift, 0.928 - 0.24 * shift] },
        errorConsistency: { score: 0.412, chance: 0, interval: [0.318, 0.497] },
        sameError: { score: 0.571, chance: null, interval: [0.432, 0.699] },
      },
      ...classTables(shift),
      connectivity: null,
    },
    sparsity: sparsitySide(shift),
    triangle: { static: cka.score, functional: 0.948 - 0.11 * shift, sparsity: 0.942 - 0.05 * shift },
    vertices: {
      static: { score: cka.score, chance: 0, interval: [cka.score - 0.02, cka.score + 0.02], kind: "cka" },
      functional: {
        score: 0.948 - 0.11 * shift,
        chance: 0.126,
        interval: [0.94 - 0.12 * shift, 0.955 - 0.1 * shift],
        kind: "predictive",
      },
      sparsity: {
        score: 0.942 - 0.05 * shift,
        chance: null,
        interval: [0.931 - 0.05 * shift, 0.953 - 0.05 * shift],
        kind: "robustness",
      },
    },
    examples: examples(cka.score, n),
    reasons: reasonsOf(shift),
  };
}

/** Nine coloured squares, and one that has no picture. */
function examples(score: number, n: number): DataEntry["examples"] {
  return Array.from({ length: 10 }, (_, k) => {
    const without = score + 0.001 * (k % 3 === 0 ? 1 : -1) * 0.8 ** k;
    const square = Uint8Array.from({ length: 192 }, (_, at) => (at * (k + 3)) % 256);
    return {
      id: String((k * 379 + 17) % n),
      why: `without it CKA would be ${without.toFixed(4)} instead of ${score.toFixed(4)}`,
      thumbnail: k === 9 ? null : thumbnail(square, { kind: "uint8", height: 8, width: 8, channels: 3 }),
      influence: (n - 1) * (score - without),
      without,
    };
  });
}

function plans(): StaticSide["plan"] {
  const by = { why: "it takes fewer multiplications", caveat: null, batch: null, engine: "ONNX Runtime" };
  return {
    representation: { ...by, route: "gram", precision: "float64", bytes: 3e6, block: { rows: 512, columns: 512 } },
    layers: { ...by, route: "features", precision: "float32", bytes: 8e6, block: { rows: 256, columns: 1000 } },
  };
}

function scored(base: { score: number; chance: number; threshold: number }, margin: number) {
  const interval: [number, number] = [base.score - margin, base.score + margin];
  return { ...base, calibrated: (base.score - base.threshold) / (1 - base.threshold), pValue: 0.001, interval };
}

function reasonsOf(shift: number): Record<string, string> {
  const common = {
    "functional.connectivity": "the models have different parameters",
    "functional.predictive.disagreement.chance": "no null distribution defined",
    "functional.predictive.disagreement.interval": "not computed",
    "functional.predictive.sameError.chance": "no null distribution defined",
    ...CLASS_TABLE_REASONS,
    "sparsity.robustness.chance": "robustness has no null model",
    "examples.9.thumbnail": "float arrays are fed as they are: they are no pictures",
  };
  if (shift === 0) return common;
  return { ...common, "static.layers.procrustes": "Σ min(n,p,q)³ over its cells is above 1e10; ask with --measure" };
}

function layerMaps(shift: number): StaticSide["layers"] {
  const depth = (index: number, layers: readonly string[]) => index / (layers.length - 1);
  const map = (cell: (x: number, y: number) => number) =>
    LAYERS_A.map((_, i) => LAYERS_B.map((_, j) => cell(depth(i, LAYERS_A), depth(j, LAYERS_B))));
  const near = (x: number, y: number) => Math.exp(-5 * (x - y) ** 2) * (1 - 0.25 * Math.sin(5 * y) ** 2 * x);
  const cka = map((x, y) => 0.9 * near(x, y) + 0.06 * (1 - x) * y - 0.012 - 0.12 * shift * x);
  const pValues = map(() => 0.001);
  const best = (from: readonly string[]) => from.map((layer) => ({ layer, score: 0.88, pValue: 0.001 }));
  return {
    n: 1000,
    a: LAYERS_A,
    b: LAYERS_B,
    cka,
    interval: cka.map((row) => row.map((value) => [value - 0.02, value + 0.02] as const)),
    pValue: pValues,
    adjusted: pValues,
    self: { a: LAYERS_A.map(() => LAYERS_A.map(() => 1)), b: LAYERS_B.map(() => LAYERS_B.map(() => 1)) },
    best: { a: best(LAYERS_A), b: best(LAYERS_B) },
    procrustes: shift === 0 ? map((x, y) => 0.25 + 0.66 * near(x, y) * (1 - 0.2 * x)) : null,
    chance: { cka: map(() => 0), procrustes: shift === 0 ? map((x, y) => 0.18 + 0.05 * x * y) : null },
    draws: { procrustes: shift === 0 ? { permutations: 5, seed: 0 } : null },
  };
}

function sparsitySide(shift: number): SparsitySide {
  const fall = (knee: number, s: number) => 1 / (1 + Math.exp(22 * (s - knee))) / (1 / (1 + Math.exp(-22 * knee)));
  const sweep = (knee: number, accuracy: number, rank: number) => ({
    cka: LEVELS.map((s) => 0.25 + 0.75 * fall(knee + 0.08, s)),
    accuracy: LEVELS.map((s) => 0.1 + (accuracy - 0.1) * fall(knee, s)),
    realSparsity: LEVELS.map((s) => Math.floor(s * 270_000) / 270_000),
    realSparsityAll: LEVELS.map((s) => Math.floor(s * 270_000) / 272_474),
    effectiveRank: LEVELS.map((s) => 1 + rank * fall(knee + 0.05, s)),
    interval: LEVELS.map((s): readonly [number, number] => [
      0.24 + 0.75 * fall(knee + 0.08, s),
      0.26 + 0.74 * fall(knee + 0.08, s),
    ]),
    retention: LEVELS.map((s) => (0.1 + (accuracy - 0.1) * fall(knee, s)) / accuracy),
    aboveChance: LEVELS.map((s) => fall(knee, s)),
    predictive: {
      agreement: LEVELS.map((s) => 0.1 + 0.9 * fall(knee, s)),
      jsd: LEVELS.map((s) => 0.6 - 0.6 * fall(knee, s)),
      kappa: LEVELS.map((s) => fall(knee, s)),
    },
    layers: {
      names: ["/layer1/Add_output_0", "/Flatten_output_0"],
      scores: { cka: LEVELS.map((s) => [0.5 + 0.5 * fall(knee + 0.1, s), 0.25 + 0.75 * fall(knee + 0.08, s)]) },
    },
    areas: { cka: 0.862 - rank / 1000, retention: 0.801, aboveChance: 0.792 },
    tracking: {
      levels: LEVELS,
      r: { value: 0.981, interval: [0.969, 0.988] as const },
      steps: { value: 0.874, interval: [0.802, 0.921] as const },
      sharpness: { value: 0.058, interval: [0.049, 0.067] as const },
    },
  });
  const cross = LEVELS.map((s) => 0.893 - 0.16 * shift + crossGain(s, shift));
  const counts = LEVELS.map((s) => s < 0.9);
  return {
    method: "global",
    nCalibration: { a: 0, b: 0 },
    levels: LEVELS,
    a: sweep(0.78, 0.917 - 0.31 * shift, 12.1),
    b: sweep(0.84, 0.943 - 0.28 * shift, 10.7),
    cross: {
      cka: cross,
      gain: cross.map((value) => value - (cross[0] ?? 0)),
      counts,
      why: LEVELS.map((s, index) => (counts[index] ? null : whyNot(s))),
      gainInterval: cross.map((value): readonly [number, number] => [
        value - (cross[0] ?? 0) - 0.01,
        value - (cross[0] ?? 0) + 0.01,
      ]),
      scores: {},
      largestGain: { level: 0.5, gain: 0.022 + 0.01 * shift, interval: [0.012, 0.042] },
    },
    robustness: 0.942 - 0.05 * shift,
    robustnessAlive: { score: 0.971, interval: [0.962, 0.98] },
  };
}

/** Up a little, down as the models break, up again where both have collapsed onto one direction. */
function crossGain(s: number, shift: number): number {
  return (0.045 + 0.02 * shift) * Math.sin(Math.PI * s) * s - 0.42 * s ** 9 + 0.5 * s ** 60;
}

function whyNot(s: number): string {
  return s < 0.95
    ? "A keeps 0.41 of its accuracy above chance, less than 0.5"
    : "both models are near chance and the effective rank of A fell to 0.21 of the dense one";
}
