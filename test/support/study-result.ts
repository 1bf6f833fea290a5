import { sha256 } from "../../src/data/hash.js";
import { evidenceOf } from "../../src/study/findings/evidence-of.js";
import { findings } from "../../src/study/findings/findings.js";
import type {
  StudyMatrices,
  StudyModel,
  StudyPair,
  StudyPairOnData,
  StudyResult,
} from "../../src/study/results/study.js";
import type { CompareResult } from "../../src/study/results.js";
import { select } from "../../src/study/selection/select.js";
import { structure } from "../../src/study/structure/structure.js";
import { compareResult } from "./compare-result.js";

const LEVELS = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95];

/** How large a made-up study is. */
export interface StudySize {
  readonly models?: number;
  readonly families?: readonly string[];
  readonly layers?: number;
  /** Whether the last model failed. */
  readonly failed?: boolean;
}

/**
 * A plausible study for drawing: families of networks on two data sets. Every number is a made-up smooth function of the
 * models' places, not a measurement; what is concluded from them is concluded by the project's own statistics.
 */
export function studyResult(size: StudySize = {}): StudyResult {
  const { models: m = 9, families = ["cnn", "vit", "vlm"], layers = 6, failed = false } = size;
  const [first, second] = compareResult().data;
  const data = [first, second].flatMap((entry, k) =>
    entry === undefined
      ? []
      : [{ name: entry.name, spec: `npy:${k}.npy`, role: entry.role, n: entry.n, classes: 10, ...HASHES }],
  );
  const models = Array.from({ length: m }, (_, i) => model(i, families, layers, failed && i === m - 1));
  const places = models.map((_, i) => i);
  const pairs = places.flatMap((i) => places.slice(i + 1).map((j) => pair(models, i, j, layers)));
  const bare = {
    schema: "trisim/1" as const,
    kind: "study" as const,
    title: "Made-up networks",
    models,
    data,
    pruning: { method: "global", levels: LEVELS },
    pairs,
    matrices: Object.fromEntries(data.map(({ name }, k) => [name, matrices(models, k)])),
    warnings: failed ? [`model-${m - 1} failed`] : [],
    provenance: compareResult().provenance,
    reasons: {},
  };
  const unconcluded = { ...bare, structure: [], selection: [] } as unknown as StudyResult;
  const evidence = evidenceOf(unconcluded);
  const { candidates, ...recommendation } = select(evidence);
  return {
    ...bare,
    structure: structure(evidence),
    findings: findings(evidence),
    selection: candidates,
    recommendation,
  };
}

const HASHES = { sampleHash: "5e07".repeat(16), sha256: "c4d2".repeat(16) };

/** From 0 to 1, a number that two places and nothing else decide. */
function scattered(i: number, j: number): number {
  return (((i * i * 131 + j * j * 197 + i * j * 61 + i * 17 + j * 29) * 7919) % 1009) / 1009;
}

function model(i: number, families: readonly string[], layers: number, failed: boolean): StudyModel {
  const family = families[i % families.length] ?? "other";
  const name = `${family}-${Math.floor(i / families.length) + 1}`;
  const named = {
    name,
    spec: `${name}.onnx`,
    family,
    fork: null,
    twins: null,
    tower: null,
    recipe: "made up",
    reasons: {},
  };
  if (failed) return { ...named, latency: null, latencySlowest: null, failure: "the file is no ONNX model", data: [] };
  return {
    ...named,
    sha256: sha256(name),
    parameters: Math.round(1e5 * 1.6 ** i),
    latency: 0.4 + 0.1 * i,
    latencySlowest: 0.5 + 0.1 * i,
    failure: null,
    data: [0, 1].map((k) => onData(i, k, layers)),
  };
}

function onData(i: number, k: number, layers: number): StudyModel["data"][number] {
  const entry = compareResult().data[k];
  if (entry === undefined) throw new RangeError(`studyResult: no data set ${k}`);
  const accuracy = 0.95 - 0.25 * k - 0.1 * scattered(i, 3);
  const knee = 0.7 + 0.2 * scattered(i, 5);
  const fall = (s: number) => 1 / (1 + Math.exp(22 * (s - knee)));
  const { a } = entry.sparsity;
  return {
    name: entry.name,
    classifier: "own",
    classes: 10,
    accuracy,
    layers: Array.from({ length: layers }, (_, l) => `/block.${l}/Add_output_0`),
    penultimate: `/block.${layers - 1}/Add_output_0`,
    sweep: {
      ...a,
      cka: LEVELS.map((s) => 0.3 + 0.7 * fall(s - 0.08)),
      interval: LEVELS.map(() => null),
      accuracy: LEVELS.map((s) => 0.1 + (accuracy - 0.1) * fall(s)),
      retention: LEVELS.map((s) => (0.1 + (accuracy - 0.1) * fall(s)) / accuracy),
      aboveChance: LEVELS.map(fall),
      realSparsity: LEVELS,
      realSparsityAll: LEVELS,
      effectiveRank: LEVELS.map((s) => 1 + 10 * fall(s)),
    },
    reasons: {},
  };
}

function similarity(models: readonly StudyModel[], i: number, j: number, k: number): number {
  if (i === j) return 1;
  const same = models[i]?.family === models[j]?.family;
  return (same ? 0.8 : 0.5) - 0.15 * k + 0.15 * scattered(Math.min(i, j), Math.max(i, j));
}

function matrices(models: readonly StudyModel[], k: number): StudyMatrices {
  const of = (value: (s: number) => number) =>
    models.map(({ failure: mine }, i) =>
      models.map(({ failure: others }, j) =>
        mine !== null || others !== null ? null : value(similarity(models, i, j, k)),
      ),
    );
  return {
    static: of((s) => s),
    calibrated: of((s) => (s - 0.01) / 0.99),
    angle: of((s) => Math.acos(s)),
    functional: of((s) => 0.4 + 0.6 * s),
    agreement: of((s) => 0.2 + 0.8 * s),
    sparsity: of((s) => 0.8 + 0.2 * s),
  };
}

function pair(models: readonly StudyModel[], i: number, j: number, layers: number): StudyPair {
  const [a, b] = [models[i], models[j]];
  if (a === undefined || b === undefined) throw new RangeError(`studyResult: no pair ${i}, ${j}`);
  const failure = a.failure ?? b.failure;
  const of = { a: a.name, b: b.name, failure };
  if (failure !== null) return { ...of, comparison: null, data: [] };
  const data = [0, 1].map((k) => pairOnData(models, [i, j], k, layers));
  return { ...of, comparison: `pairs/${a.name}+${b.name}/results.json`, data };
}

function pairOnData(
  models: readonly StudyModel[],
  [i, j]: [number, number],
  k: number,
  layers: number,
): StudyPairOnData {
  const entry = compareResult().data[k] as CompareResult["data"][number];
  const s = similarity(models, i, j, k);
  const names = models[i]?.data[k]?.layers ?? [];
  const map = names.map((_, x) => names.map((_, y) => s * Math.exp(-(((x - y) / layers) ** 2) * 4)));
  const vertex = (score: number, kind: "cka" | "predictive" | "robustness", chance: number | null) => ({
    ...{ score, kind, chance },
    interval: [score - 0.03, Math.min(1, score + 0.03)] as const,
  });
  const vertices = {
    static: vertex(s, "cka", 0),
    functional: vertex(0.4 + 0.6 * s, "predictive", 0.3),
    sparsity: vertex(0.8 + 0.2 * s, "robustness", null),
  };
  const gain = LEVELS.map((level) => 0.03 * Math.sin(Math.PI * level) * (s - 0.4));
  const { cross, robustnessAlive } = entry.sparsity;
  return {
    ...{ name: entry.name, role: entry.role, n: entry.n, vertices, reasons: {} },
    triangle: { static: s, functional: vertices.functional.score, sparsity: vertices.sparsity.score },
    static: {
      angle: Math.acos(s),
      representation: entry.static.representation,
      layers: { n: entry.n, a: names, b: names, cka: map, procrustes: null },
    },
    functional: {
      ...{ basis: "own", n: entry.n, accuracy: entry.functional.accuracy, connectivity: null },
      predictive: entry.functional.predictive,
    },
    sparsity: {
      cross: {
        ...{ ...cross, gain, cka: gain.map((value) => s + value) },
        gainInterval: gain.map((value) => [value - 0.005, value + 0.005] as const),
        counts: LEVELS.map((level) => level < 0.8),
        why: LEVELS.map((level) => (level < 0.8 ? null : "a model has collapsed")),
      },
      ...{ robustness: vertices.sparsity.score, robustnessAlive },
      gainCorrelations: LEVELS.map((_, x) => LEVELS.map((_, y) => Math.exp(-Math.abs(x - y)))),
    },
  };
}
