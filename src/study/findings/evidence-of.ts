import { studentQuantile } from "../../measures/stats/student-t.js";
import type { MeasuredStudy, StudyModel, StudyPairOnData } from "../results/study.js";
import type { DataEvidence, Evidence, ModelCurves, ModelEvidence, PairGains, PairMatrix } from "./evidence.js";

/**
 * What the results of a study say, as the findings, `select` and `alike` take it.
 *
 * Of the gains results hold intervals, from which standard errors follow, but not how gains at two levels go together.
 */
export function evidenceOf(result: MeasuredStudy): Evidence {
  return {
    models: result.models.map(modelOf),
    data: result.data.map((_, k) => dataOf(result, k)),
  };
}

function modelOf({
  name,
  family,
  sha256,
  fork,
  twins,
  tower,
  recipe,
  parameters,
  latency,
  latencySlowest,
  failure,
  unpruned,
  reasons,
}: StudyModel): ModelEvidence {
  const said = { name, family, sha256, fork, twins, tower, recipe };
  return { ...said, parameters: parameters ?? null, latency, latencySlowest, failure, unpruned, reasons };
}

function dataOf(result: MeasuredStudy, k: number): DataEvidence {
  const { name, role, classes } = result.data[k] ?? { name: "", role: "id" as const, classes: null };
  const matrices = result.matrices[name];
  if (matrices === undefined) throw new RangeError(`evidenceOf: the results have no matrices of ${name}`);
  const { levels } = result.pruning;
  const on = result.models.map(({ data }) => data.find((one) => one.name === name));
  const pairs = pairsOn(result, name);
  const isPruned = (place: number) => result.models[place]?.unpruned === undefined;
  return {
    name,
    role,
    classes,
    static: { raw: matrices.static, calibrated: matrices.calibrated, angle: known(matrices.angle) },
    functional: functionalOf(result.models.length, pairs),
    sparsity: matrices.sparsity,
    accuracy: on.map((one) => one?.accuracy ?? null),
    levels,
    curves: on.map((one) => (one === undefined || one.sweep === null ? null : curvesOf(one.sweep))),
    gains: pairs.filter(({ a, b }) => isPruned(a) && isPruned(b)).map(({ a, b, of }) => gainsOf(a, b, of)),
  };
}

interface PlacedPair {
  readonly a: number;
  readonly b: number;
  readonly of: StudyPairOnData;
}

function pairsOn({ models, pairs }: MeasuredStudy, data: string): readonly PlacedPair[] {
  const place = (name: string) => models.findIndex((model) => model.name === name);
  return pairs.flatMap((pair): PlacedPair[] => {
    const of = pair.data.find(({ name }) => name === data);
    const [a, b] = [place(pair.a), place(pair.b)].sort((i, j) => i - j);
    return of === undefined || a === undefined || b === undefined || a < 0 ? [] : [{ a, b, of }];
  });
}

/** `null` where no two models have an angle. */
function known(angle: PairMatrix): PairMatrix | null {
  return angle.some((row, i) => row.some((value, j) => i !== j && value !== null)) ? angle : null;
}

function functionalOf(m: number, pairs: readonly PlacedPair[]): PairMatrix {
  const matrix = Array.from({ length: m }, () => new Array<number | null>(m).fill(null));
  for (const { a, b, of } of pairs) {
    const jsd = of.functional.predictive?.jsd.score ?? null;
    const row = matrix[a];
    if (row !== undefined) row[b] = jsd === null ? null : 1 - jsd;
  }
  return matrix;
}

function curvesOf(sweep: NonNullable<StudyModel["data"][number]["sweep"]>): ModelCurves {
  const { cka, accuracy, retention, aboveChance, realSparsity } = sweep;
  return { cka, accuracy, retention, aboveChance, realSparsity };
}

function gainsOf(a: number, b: number, { n, sparsity: { cross, gainCorrelations } }: StudyPairOnData): PairGains {
  const reach = n < 2 ? Number.NaN : studentQuantile(0.975, n - 1);
  return {
    a,
    b,
    n,
    gain: cross.gain,
    standardError: cross.gainInterval.map((ends) => (ends === null ? null : (ends[1] - ends[0]) / 2 / reach)),
    correlations: gainCorrelations,
    counts: cross.counts,
  };
}
