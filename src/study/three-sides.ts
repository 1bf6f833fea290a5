import type { Dataset } from "../data/dataset.js";
import { type CkaLeaveOneOut, ckaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import { releaseBytes } from "../runtime/release-bytes.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { Connected } from "../sides/functional/connectivity.js";
import type { LabelRule } from "../sides/functional/label-rule.js";
import { type Answers, actingOn } from "./acting.js";
import { classifiersOf } from "./classifier-of.js";
import { connect } from "./connect.js";
import type { ConnectionPlan } from "./connection-plan.js";
import { dataEntry, type NamedLayers } from "./data-entry.js";
import { type Dense, densePass } from "./dense-pass.js";
import { type LabelRules, labelsOf, ofOneClassifier } from "./labels.js";
import { type LevelPruner, levelPruner, pruningGap } from "./level-pruner.js";
import { measurePair } from "./measure-pair.js";
import { type Both, type Pair, pick } from "./pair.js";
import type { probeSplits } from "./probe-splits.js";
import type { ProgressCount } from "./progress-count.js";
import { pruningSweep } from "./pruning-sweep.js";
import type { DataEntry } from "./results.js";
import type { Settings } from "./settings.js";
import type { Store } from "./store.js";
import { labelWarnings, storeWarnings } from "./warnings.js";

/** What is known of a comparison before anything is run. */
export interface Plans {
  readonly connection: ConnectionPlan;
  /** One entry a data set. */
  readonly splits: ReturnType<typeof probeSplits>;
  /** Images that pruning is calibrated with, where the method needs them. */
  readonly calibration: Dataset | null;
  readonly store: Store;
}

/** The three sides on every data set, and what had to be taken for granted on the way. */
export async function threeSides(
  pair: Pair,
  plans: Plans,
  rules: LabelRules,
  settings: Settings,
  progress: ProgressCount,
) {
  progress.now("ranking weights");
  const pruning = await pruningOf(pair, plans.calibration, settings);
  progress.now("evaluating the dense models");
  const dense = { a: await densePass(pair, pair.a, pair.datasets), b: await densePass(pair, pair.b, pair.datasets) };
  const answers = { a: answersOf(pair, "a", dense.a, rules.a), b: answersOf(pair, "b", dense.b, rules.b) };
  const labels = { a: answers.a.labels, b: answers.b.labels };
  const { entries: path, warnings } = await connect(
    pair,
    plans.connection,
    dense,
    ofOneClassifier(labels),
    settings.seed,
    progress,
  );
  if (settings.probe) progress.now("fitting probes");
  const read = await actingOn(pair, answers, plans.splits, settings.seed);
  const readings = read.map((one) => one.readings);
  const { pruners } = pruning;
  const sweep = pruners && { dense, readings, store: plans.store, pruners };
  const sweeps = sweep && (await pruningSweep(pair, sweep, settings, progress));
  // Nothing is run any more, and measuring takes memory of its own.
  releaseBytes([pair.a.model, pair.b.model]);
  progress.now("measuring the sides");
  const data = await entriesOf(pair, read, { dense, path, sweeps, pruning }, settings);
  return {
    data,
    assumptions: [
      ...labelWarnings([...labels.a, ...labels.b], settings.probe),
      ...warnings,
      ...pruning.notes,
      ...storeWarnings(plans.store),
    ],
  };
}

/** What was run, data set by data set. */
interface Runs {
  readonly dense: Both<readonly Dense[]>;
  readonly path: readonly Connected[];
  /** `null` where nothing is pruned. */
  readonly sweeps: Awaited<ReturnType<typeof pruningSweep>> | null;
  readonly pruning: Pruning;
}

async function entriesOf(
  pair: Pair,
  read: Awaited<ReturnType<typeof actingOn>>,
  { dense, path, sweeps, pruning }: Runs,
  settings: Settings,
): Promise<DataEntry[]> {
  const named = { a: namedLayers(pair.a), b: namedLayers(pair.b) };
  const data: DataEntry[] = [];
  for (const [d, { dataset, acting, readings }] of read.entries()) {
    const role = d === 0 ? "id" : "ood";
    const connected = path[d] ?? { connectivity: null, reason: "not computed" };
    const both = pick(dense, d);
    const measured = await measurePair(pair, { dataset, dense: both, acting, connected }, settings);
    const levels = sweeps?.[d] ?? [];
    const swept = pruning.pruners === null ? pruning : { levels, readings, nCalibration: pruning.nCalibration };
    const without = levels[0]?.pair.cross ?? (await withoutEach(pair, both));
    data.push(await dataEntry(named, { dataset, role, ...measured, without, swept }, settings));
  }
  return data;
}

type Pruning = { readonly notes: readonly string[] } & (
  | { readonly pruners: Both<LevelPruner>; readonly nCalibration: Both<number> }
  | { readonly pruners: null; readonly unpruned: string }
);

/** What prunes the two, or why neither is: one of them cannot be. */
async function pruningOf(pair: Pair, calibration: Dataset | null, settings: Settings): Promise<Pruning> {
  const gaps = [pair.a, pair.b].flatMap(({ model }) => pruningGap(model.onnx, settings) ?? []);
  const [unpruned] = gaps;
  if (unpruned !== undefined) return { pruners: null, unpruned, notes: gaps };
  const a = await levelPruner(pair, pair.a, settings, calibration);
  const b = await levelPruner(pair, pair.b, settings, calibration);
  const nCalibration = { a: a.nCalibration, b: b.nCalibration };
  return { pruners: { a, b }, nCalibration, notes: [...a.notes, ...b.notes] };
}

function withoutEach({ compute }: Pair, { a, b }: Both<Dense>): Promise<CkaLeaveOneOut> {
  return compute.run(ckaLeaveOneOut, "measures/cka-leave-one-out", a.penultimate, b.penultimate);
}

function namedLayers({ model, layers, penultimate }: TappedModel): NamedLayers {
  return { name: model.name, layers, penultimate };
}

function answersOf(pair: Pair, side: "a" | "b", dense: readonly Dense[], rule: LabelRule | null): Answers {
  const classifiers = classifiersOf(pair[side], dense);
  return { dense, classifiers, labels: labelsOf(pair.datasets, classifiers, rule) };
}
