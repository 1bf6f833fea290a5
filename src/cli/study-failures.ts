import type { StudyResult } from "../study/results/study.js";

/** What failed in a study, by name: models, and pairs of models that did not. */
export function studyFailures({ models, pairs }: Pick<StudyResult, "models" | "pairs">): readonly string[] {
  const names = models.flatMap(({ name, failure }) => (failure === null ? [] : [name]));
  const alone = pairs.filter(({ a, b, failure }) => failure !== null && !names.includes(a) && !names.includes(b));
  return [...names, ...alone.map(({ a, b }) => `${a} with ${b}`)];
}
