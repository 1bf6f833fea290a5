import type { Connected } from "../../sides/functional/connectivity.js";
import { type FunctionalSide, functionalSide } from "../../sides/functional/functional-side.js";
import type { Reasoned } from "../../sides/reasoned.js";
import type { PlainScore } from "../../sides/sparsity/self-scores.js";
import { plainScores } from "../../sides/sparsity/self-scores.js";
import { type ProcrustesMap, procrustesMap } from "../../sides/static/procrustes-map.js";
import { otherScores, type StaticMeasures } from "../../sides/static/static-side.js";
import { readTogether } from "../acting.js";
import type { Dense } from "../dense-pass.js";
import { besidesCka } from "../model-level.js";
import type { PairTask } from "../plan/task.js";
import type { StudyContext, Values } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** What is measured of two models on one data set, besides CKA. */
export interface PairValue extends StaticMeasures {
  /** θ = arccos of Procrustes' similarity of the penultimate layers; `null` where one is constant. */
  readonly angle: number | null;
  readonly act: Reasoned<FunctionalSide>;
  /** Level by level, measure → score of the two pruned penultimate layers. */
  readonly sweep: readonly Readonly<Record<string, PlainScore>>[];
}

/** Measures two models on one data set, from what each gave. */
export async function pairWork(
  task: PairTask,
  { compute }: Workshop,
  context: StudyContext,
  values: Values,
): Promise<PairValue> {
  const { a, b, data } = task;
  const { settings, datasets, splits } = context;
  const { measures, seed, calibrateTemperature, sweepMeasures } = settings;
  const dense = { a: (await values.dense(a, data)).dense, b: (await values.dense(b, data)).dense };
  const last = [dense.a.penultimate, dense.b.penultimate] as const;
  const models = { a: await values.acting(a, data), b: await values.acting(b, data) };
  const { acting } = readTogether(models, splits[data] ?? "not asked for");
  const connected = await connectedOn(task, values);
  const n = datasets[data]?.n ?? 0;
  return {
    scores: await compute.run(otherScores, "sides/static/static-side", ...last, measures),
    procrustes: measures.includes("procrustes") ? await forcedMap(compute, dense, seed) : NO_MAP,
    angle: angleOf(await compute.run(plainScores, SCORES, ...last, ["procrustes"])),
    act: functionalSide(acting, connected, { n, seed, calibrateTemperature }),
    sweep: task.unpruned === null ? await sweptScores(task, compute, besidesCka(sweepMeasures), values) : [],
  };
}

const SCORES = "sides/sparsity/self-scores";

const WHY_NO_MAP = "studies make it where the measure procrustes is asked for";
const NO_MAP: Reasoned<ProcrustesMap> = {
  value: { scores: null, chance: null, draws: null },
  reasons: { procrustes: WHY_NO_MAP, "chance.procrustes": WHY_NO_MAP, "draws.procrustes": WHY_NO_MAP },
};

function forcedMap(compute: Workshop["compute"], { a, b }: { readonly a: Dense; readonly b: Dense }, seed: number) {
  const of = ({ layers }: Dense) => layers.map(({ matrix }) => matrix);
  return compute.run(procrustesMap, "sides/static/procrustes-map", of(a), of(b), { forced: true, seed });
}

/** θ, with similarities that rounding put just above 1. */
function angleOf({ procrustes }: Readonly<Record<string, PlainScore>>): number | null {
  return procrustes?.score == null ? null : Math.acos(Math.min(1, procrustes.score));
}

async function sweptScores(
  { a, b, data }: PairTask,
  compute: Workshop["compute"],
  measures: ReturnType<typeof besidesCka>,
  values: Values,
): Promise<PairValue["sweep"]> {
  if (measures.length === 0) return [];
  const [of, other] = [await values.pruned(a, data), await values.pruned(b, data)];
  const levels: PairValue["sweep"][number][] = [];
  for (const [k, { level }] of of.entries()) {
    const beside = other[k]?.level.penultimate ?? level.penultimate;
    levels.push(await compute.run(plainScores, SCORES, level.penultimate, beside, measures));
  }
  return levels;
}

/** The path between their weights on this data set. */
async function connectedOn({ connection, data }: PairTask, values: Values): Promise<Connected> {
  if ("reason" in connection) return { connectivity: null, reason: connection.reason };
  return (await values.connection(connection.id, data)) ?? { connectivity: null, reason: "not computed" };
}
