import type { DataEvidence, LeftOut, ModelEvidence } from "./evidence.js";
import type { Counted } from "./independent-models.js";

/** Curves of c and a* of some models at the levels that all of them have. */
export interface ComparableCurves {
  /** Places of the models among all. */
  readonly kept: readonly number[];
  readonly leftOut: readonly LeftOut[];
  /** 0 first. */
  readonly levels: readonly number[];
  /** Levels at which some model that counts lacks one of the two. */
  readonly levelsLeftOut: readonly number[];
  /** m × L, like `aboveChance`. */
  readonly cka: readonly (readonly number[])[];
  readonly aboveChance: readonly (readonly number[])[];
}

/** A curve with fewer levels above 0 has no course to follow. */
const FEWEST = 2;

/** The curves of the models that count, but of those that lack c or a* nearly everywhere. */
export function comparableCurves(
  models: readonly ModelEvidence[],
  { kept, leftOut }: Counted,
  { levels, curves }: DataEvidence,
): ComparableCurves {
  const at = (i: number, k: number) => {
    const [c, a] = [curves[i]?.cka[k] ?? null, curves[i]?.aboveChance[k] ?? null];
    return c === null || a === null ? null : ([c, a] as const);
  };
  const above = levels.flatMap((level, k) => (level > 0 ? [k] : []));
  const usable = kept.filter((i) => above.filter((k) => at(i, k) !== null).length >= FEWEST);
  const short = kept
    .filter((i) => !usable.includes(i))
    .map((i) => ({
      model: models[i]?.name ?? "",
      why: `self-CKA and accuracy are both known at fewer than ${FEWEST} levels above 0`,
    }));
  const common = levels.flatMap((_, k) => (usable.every((i) => at(i, k) !== null) ? [k] : []));
  const values = (which: 0 | 1) => usable.map((i) => common.map((k) => at(i, k)?.[which] ?? Number.NaN));
  return {
    kept: usable,
    leftOut: [...leftOut, ...short],
    levels: common.map((k) => levels[k] ?? Number.NaN),
    levelsLeftOut: levels.filter((_, k) => !common.includes(k)),
    cka: values(0),
    aboveChance: values(1),
  };
}
