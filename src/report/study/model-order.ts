import type { StudyResult } from "../../study/results/study.js";

/**
 * The models of a study in the order of its matrices on one data set: the leaves of the dendrogram, then those that have no
 * place in it.
 *
 * @returns places in `models`.
 */
export function modelOrder({ models, structure }: StudyResult, data: string): readonly number[] {
  const found = structure.find((one) => one.data === data);
  const leaves = (found?.dendrogram.order ?? []).map((leaf) => found?.models[leaf]);
  const placed = leaves.map((name) => models.findIndex((model) => model.name === name)).filter((place) => place >= 0);
  return [...placed, ...models.map((_, place) => place).filter((place) => !placed.includes(place))];
}
