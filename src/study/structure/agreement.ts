import { mantel } from "../../measures/stats/mantel.js";
import { among, completeModels } from "../findings/complete-models.js";
import type { DataEvidence, LeftOut, ModelEvidence, PairMatrix } from "../findings/evidence.js";
import { independentModels } from "../findings/independent-models.js";
import { SIDE_NAMES, type SideName, sideMatrix } from "../findings/sides.js";
import { countText } from "../findings/wording.js";

/** Do two sides call the same models alike? */
export interface Agreement {
  readonly sides: readonly [SideName, SideName];
  /** Models that it is of; forks and copies count once. */
  readonly models: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Pearson's correlation of the two sides' similarities over the pairs, −1 to 1. */
  readonly r: number | null;
  /** Upper tail under permutations of the models. */
  readonly pValue: number | null;
  /** The smallest p-value that so few models can give. */
  readonly smallest: number | null;
  readonly permutations: number | null;
  readonly exhaustive: boolean | null;
  /** Key → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}

const FEWEST = 3;

/** Mantel's test of each pair of sides on one data set, of raw similarities. */
export function agreement(models: readonly ModelEvidence[], data: DataEvidence, seed: number): readonly Agreement[] {
  return SIDE_NAMES.flatMap((first, k) =>
    SIDE_NAMES.slice(k + 1).map((second) =>
      agreementOf(models, [first, second], [sideMatrix(data, first), sideMatrix(data, second)], seed),
    ),
  );
}

function agreementOf(
  models: readonly ModelEvidence[],
  sides: readonly [SideName, SideName],
  [x, y]: readonly [PairMatrix, PairMatrix],
  seed: number,
): Agreement {
  const counted = independentModels(models, sides.includes("sparsity") ? "pruned" : "all");
  const { kept, leftOut } = completeModels(models, counted, [x, y], `${sides.join(" and ")} value`);
  const of = { sides, models: kept.map((i) => models[i]?.name ?? ""), leftOut };
  if (kept.length < FEWEST)
    return {
      ...of,
      ...nothing(`${countText(kept.length, "model has", "models have")} both, at least ${FEWEST} are needed`),
    };
  const found = mantel(among(x, kept, 1), among(y, kept, 1), seed);
  if (found === null) return { ...of, ...nothing("one of the two sides is the same for every pair") };
  return { ...of, ...found, reasons: {} };
}

function nothing(why: string) {
  const none = { r: null, pValue: null, smallest: null, permutations: null, exhaustive: null };
  return { ...none, reasons: Object.fromEntries(Object.keys(none).map((key) => [key, why])) };
}
