import { pearson } from "../../measures/stats/pearson.js";
import { area } from "../../sides/sparsity/area.js";
import { type ComparableCurves, comparableCurves } from "./comparable-curves.js";
import type { DataEvidence, LeftOut, ModelEvidence, Verdict } from "./evidence.js";
import { independentModels } from "./independent-models.js";
import { type MeanTest, meanTest } from "./mean-test.js";
import { type PooledTracking, pooledTracking } from "./pooled-tracking.js";

/** One model while it is pruned. */
interface TrackedModel {
  readonly model: string;
  /** Pearson's r of c and a* over the levels, 0 included; `null` where one of the two does not change. */
  readonly r: number | null;
  /** Area under c less that under a*. */
  readonly sharpness: number;
}

/** Finding 2 on one data set. */
export interface PruningTest {
  readonly data: string;
  readonly models: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly levels: readonly number[];
  readonly levelsLeftOut: readonly number[];
  readonly perModel: readonly TrackedModel[];
  /** r over all models and levels together. Both fall as more is pruned, which alone makes it high: a description. */
  readonly rawR: number | null;
  /** With the levels' means removed. */
  readonly pooled: PooledTracking;
  /** With the means of each family at each level removed, and curves exchanged within families: no family's doing. */
  readonly withinFamilies: PooledTracking;
  /** Mean over the models of area(c) − area(a*); above 0 accuracy falls more sharply. */
  readonly sharpness: MeanTest;
  readonly tracks: Verdict;
  readonly sharper: Verdict;
  readonly reasons: Readonly<Record<string, string>>;
}

/** Levels above 0 that make a curve. */
const FEWEST_LEVELS = 2;

/** Finding 2 on one data set; where there are not enough models or levels to follow, the reason. */
export function pruningTest(
  models: readonly ModelEvidence[],
  data: DataEvidence,
  seed: number,
): PruningTest | { readonly data: string; readonly leftOut: readonly LeftOut[]; readonly reason: string } {
  const curves = comparableCurves(models, independentModels(models, "pruned"), data);
  const { kept, leftOut, levels, levelsLeftOut, cka, aboveChance } = curves;
  const reason = gap(data, curves);
  if (reason !== null) return { data: data.name, leftOut, reason };
  const names = kept.map((i) => models[i]?.name ?? "");
  const perModel = trackedModels(names, curves);
  const rawR = finite(pearson(cka.flat(), aboveChance.flat()));
  const pooled = tracking(names, null, curves, seed);
  const families = kept.map((i) => models[i]?.family ?? "");
  const withinFamilies = tracking(names, families, curves, seed);
  const gaps = perModel.map((one) => one.sharpness);
  const sharpness = meanTest(names, gaps, seed);
  return {
    ...{ data: data.name, models: names, leftOut, levels, levelsLeftOut },
    ...{ perModel, rawR, pooled, withinFamilies, sharpness },
    // Families that differ in both make any two curves go together; where that can be told apart it must be.
    tracks: withinFamilies.verdict === "not supported" ? "not supported" : pooled.verdict,
    sharper: sharpness.verdict,
    reasons: Object.fromEntries([
      ...perModel.flatMap(({ r }, i) => (r === null ? [[`perModel.${i}.r`, FLAT]] : [])),
      ...(rawR === null ? [["rawR", FLAT]] : []),
    ]),
  };
}

/** Why nothing can be followed; `null` where it can. */
function gap(data: DataEvidence, { kept, levels }: ComparableCurves): string | null {
  const isShort = (some: readonly number[]) => some.filter((level) => level > 0).length < FEWEST_LEVELS;
  if (isShort(data.levels)) return `there are fewer than ${FEWEST_LEVELS} levels above 0`;
  if (kept.length === 0) return "no model has both self-CKA and accuracy";
  return isShort(levels) ? `the models share fewer than ${FEWEST_LEVELS} levels above 0` : null;
}

function trackedModels(
  names: readonly string[],
  { levels, cka, aboveChance }: ComparableCurves,
): readonly TrackedModel[] {
  return names.map((model, i) => {
    const [c, a] = [cka[i] ?? [], aboveChance[i] ?? []];
    return { model, r: finite(pearson(c, a)), sharpness: area(levels, c) - area(levels, a) };
  });
}

/** Over all models, or within families where these are given; without the level 0, where every model has both at 1. */
function tracking(
  names: readonly string[],
  families: readonly string[] | null,
  { levels, cka, aboveChance }: ComparableCurves,
  seed: number,
): PooledTracking {
  const pruned = (rows: readonly (readonly number[])[]) =>
    rows.map((row) => row.filter((_, k) => (levels[k] ?? 0) > 0));
  return pooledTracking(names, families ?? names.map(() => ""), pruned(cka), pruned(aboveChance), seed);
}

const FLAT = "one of the two does not change over the levels";

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
