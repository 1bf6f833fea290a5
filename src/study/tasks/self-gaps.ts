import { centredRepresentation } from "../../measures/centred-representation.js";
import type { CkaCell } from "../../measures/cka-cells.js";
import type { StudyMatrices, StudyModel } from "../results/study.js";
import type { Done } from "./done.js";
import { cellAt } from "./packed-map.js";
import type { Values } from "./study-context.js";

/** Side → why a model has no value there, not even with itself. */
export type SelfGaps = Readonly<Partial<Record<keyof StudyMatrices, string>>>;

/**
 * Where the sides of models with themselves are undefined on one data set, as CKA is of a constant representation.
 *
 * @param models - as the results describe them.
 * @returns one a model, empty for those that failed.
 */
export async function selfGaps(
  { prepared: { facts }, values }: Done,
  models: readonly StudyModel[],
  data: number,
): Promise<readonly SelfGaps[]> {
  const alone = values.ofStore();
  const gaps: SelfGaps[] = models.map(() => ({}));
  const alive = facts.flatMap((known) => ("failure" in known ? [] : [known.place]));
  for (const [at, place] of alive.entries()) {
    const [penultimates] = await alone.penultimates(data);
    gaps[place] = {
      ...(penultimates && (await staticGaps(cellAt(penultimates.map, at, at), place, data, alone))),
      ...(await actingGaps(place, data, alone)),
      ...sparsityGap(models[place], data),
    };
  }
  return gaps;
}

async function staticGaps({ score, reasons }: CkaCell, place: number, data: number, alone: Values): Promise<SelfGaps> {
  if (score !== null) return {};
  const why = reasons.score ?? "undefined";
  const { penultimate } = (await alone.dense(place, data)).dense;
  // Procrustes' similarity is defined where one example alone differs, and CKA is not.
  return { static: why, calibrated: why, ...(centredRepresentation(penultimate) === null ? { angle: why } : {}) };
}

/** A model that predicts nothing does not agree with itself. */
async function actingGaps(place: number, data: number, alone: Values): Promise<SelfGaps> {
  const { own, probe } = await alone.acting(place, data);
  if (own.predictions !== null || typeof probe !== "string") return {};
  const why = own.classifier.reason ?? probe;
  return { functional: why, agreement: why };
}

/** Robustness needs a self-similarity at some level above 0. */
function sparsityGap(model: StudyModel | undefined, data: number): SelfGaps {
  if (model?.unpruned !== undefined) return { sparsity: model.unpruned };
  const known = model?.data[data]?.sweep?.cka.slice(1) ?? [];
  return known.some((score) => score !== null) ? {} : { sparsity: "no level above 0 has a self-similarity" };
}
