import type { StudyResult } from "../../study/results/study.js";
import { count } from "../format.js";
import { type Markup, markup } from "../markup.js";

/** How many examples of a data set the predictions are of, and whether probes made them. */
export function predictedExamples({ pairs }: StudyResult, set: StudyResult["data"][number]): Markup {
  const of = pairs.flatMap(({ data }) =>
    data.filter(({ name }) => name === set.name).map(({ functional }) => functional),
  );
  const counts = [...new Set(of.map(({ n }) => n))].sort((a, b) => a - b);
  const [fewest = set.n, most = fewest] = [counts[0], counts.at(-1)];
  const numbers = fewest === most ? count(most) : `${count(fewest)} to ${count(most)}`;
  const isProbed = of.some(({ basis }) => basis === "probe");
  const isMixed = of.some(({ basis }) => basis === "own");
  const who = isMixed ? "of some pairs read by probes" : "read by probes";
  return markup`<i>n</i>&nbsp;=&nbsp;${numbers}${isProbed ? ` of ${count(set.n)}, ${who}, which were fitted on the others` : ""}`;
}

/** How many examples a data set has. */
export function allExamples({ n }: StudyResult["data"][number]): Markup {
  return markup`<i>n</i>&nbsp;=&nbsp;${count(n)}`;
}
