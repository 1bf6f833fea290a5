import { sha256 } from "../../src/data/hash.js";
import { evidenceOf } from "../../src/study/findings/evidence-of.js";
import { findings } from "../../src/study/findings/findings.js";
import { type MeasuredStudy, type StudyResult, studyResultSchema } from "../../src/study/results/study.js";
import { select } from "../../src/study/selection/select.js";
import { structure } from "../../src/study/structure/structure.js";
import { compareResult } from "./compare-result.js";

/** A model of the made-up study. */
interface Made {
  readonly name: string;
  readonly family: string;
  readonly parameters?: number;
  readonly accuracy?: number | null;
  readonly failure?: string;
  readonly fork?: string;
  readonly twins?: string;
  readonly tower?: string;
  readonly recipe?: string;
  readonly latency?: number;
}

const MODELS: readonly Made[] = [
  { name: "net-a", family: "cnn", parameters: 200_000, accuracy: 0.9, twins: "net", recipe: "cnn", latency: 2 },
  { name: "net-b", family: "cnn", parameters: 200_000, accuracy: 0.89, twins: "net", recipe: "cnn", latency: 2.1 },
  { name: "net-fork", family: "cnn", parameters: 50_000, accuracy: 0.8, fork: "net-a", recipe: "cnn" },
  { name: "former", family: "vit", parameters: 100_000, accuracy: 0.85, recipe: "vit", latency: 5 },
  { name: "tower, joint", family: "vlm", parameters: 90_000, accuracy: null, tower: "cnn" },
  { name: "lost", family: "vit", failure: "no such file" },
];

/**
 * A small study for drawing and choosing: six models, one of which failed, on two data sets. The numbers of each pair are
 * those of the made-up comparison, shifted; none is a measurement.
 *
 * @param models - instead of those six.
 */
export function smallStudy(models: readonly Made[] = MODELS): StudyResult {
  const { provenance, models: compared, data } = compareResult();
  const sets = data.map(({ name, role, n, sampleHash }) => {
    return { name, spec: `npy:${name}.npy`, role, n, classes: 10, sampleHash, sha256: "0".repeat(64) };
  });
  const alive = (i: number, j: number) => models[i]?.failure === undefined && models[j]?.failure === undefined;
  const matrix = (of: (i: number, j: number) => number, self: number) =>
    models.map((_, i) =>
      models.map((__, j) => (!alive(i, j) ? null : i === j ? self : of(Math.min(i, j), Math.max(i, j)))),
    );
  const alike = (i: number, j: number) => 0.9 - 0.1 * (j - i) + 0.01 * i;
  const matrices = {
    static: matrix(alike, 1),
    calibrated: matrix((i, j) => alike(i, j) - 0.01, 1),
    angle: matrix((i, j) => Math.acos(alike(i, j)), 0),
    functional: matrix(() => 0.5, 1),
    agreement: matrix(() => 0.6, 1),
    sparsity: matrix((i, j) => 0.8 - 0.02 * (i + j), 1),
  };
  const levels = data[0]?.sparsity.levels ?? [];
  const measured = measuredSchema.parse({
    schema: "trisim/1",
    kind: "study",
    title: "A made-up study",
    models: models.map((model) => modelOf(model, compared.a, data)),
    data: sets,
    pruning: { method: "global", levels },
    pairs: models.flatMap((_, i) => models.slice(i + 1).map((__, k) => pairOf(models, i, i + 1 + k, data))),
    matrices: Object.fromEntries(sets.map(({ name }) => [name, matrices])),
    warnings: [],
    provenance,
    reasons: {},
  });
  return concluded(measured);
}

const measuredSchema = studyResultSchema.omit({
  structure: true,
  findings: true,
  selection: true,
  recommendation: true,
});

/** What is concluded is concluded by the project's own statistics. */
function concluded(measured: MeasuredStudy): StudyResult {
  const evidence = evidenceOf(measured);
  const { candidates: selection, ...recommendation } = select(evidence);
  return { ...measured, structure: structure(evidence), findings: findings(evidence), selection, recommendation };
}

/** The slowest run takes half as long again. */
function timedAs(latency: number | null) {
  return { latency, latencySlowest: latency === null ? null : 1.5 * latency };
}

type Compared = ReturnType<typeof compareResult>;

function modelOf(made: Made, entry: Compared["models"]["a"], data: Compared["data"]) {
  const {
    accuracy = null,
    failure = null,
    fork = null,
    twins = null,
    tower = null,
    recipe = null,
    latency = null,
  } = made;
  const said = { name: made.name, spec: `${made.name}.onnx`, family: made.family, fork, twins, tower, recipe, failure };
  if (failure !== null) return { ...said, ...timedAs(null), data: [], reasons: { data: failure } };
  const on = data.map(({ name, static: { layers }, sparsity: { a } }) => ({
    ...{ name, classifier: accuracy === null ? null : "own", classes: accuracy === null ? null : 10, accuracy },
    ...{ layers: layers.a, penultimate: layers.a.at(-1), reasons: {} },
    sweep: accuracy === null ? { ...a, aboveChance: a.aboveChance.map(() => null) } : a,
  }));
  return {
    ...entry,
    ...said,
    sha256: sha256(made.name),
    parameters: made.parameters,
    ...timedAs(latency),
    data: on,
    reasons: {},
  };
}

function pairOf(models: readonly Made[], i: number, j: number, data: Compared["data"]) {
  const [a, b] = [models[i], models[j]];
  const names = { a: a?.name, b: b?.name, comparison: null };
  const failure = a?.failure ?? b?.failure ?? null;
  if (failure !== null) return { ...names, failure, data: [] };
  const on = data.map((entry) => ({
    ...entry,
    static: { ...entry.static, angle: Math.acos(0.9 - 0.1 * (j - i) + 0.01 * i) },
    sparsity: {
      ...entry.sparsity,
      gainCorrelations: entry.sparsity.levels.map((_, k) =>
        entry.sparsity.levels.map((__, l) => 1 - Math.abs(k - l) / 20),
      ),
    },
  }));
  return { ...names, failure: null, data: on };
}
