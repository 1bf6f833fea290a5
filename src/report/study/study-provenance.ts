import type { StudyResult } from "../../study/results/study.js";
import { count } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { code, facts } from "../sections/facts.js";
import { runPart } from "../sections/run-part.js";

/** The foot of a study's page: what made these numbers, from which bytes. */
export function studyProvenance(result: StudyResult): Markup {
  const { models, data, pruning } = result;
  return markup`<footer>
<h2>Provenance</h2>
${runPart(result, [["pruning", [pruning.method, " at ", pruning.levels.join(", ")]]])}
${data.map(({ name, spec, n, sampleHash, sha256 }) =>
  facts(markup`Data: <bdi>${name}</bdi>`, [
    ["from", code(spec)],
    ["examples", count(n)],
    ["sample hash", code(sampleHash)],
    ["sha256", code(sha256)],
  ]),
)}
${facts(
  "Models",
  models.map(({ name, spec, sha256 }) => [markup`<bdi>${name}</bdi>`, [code(spec), " ", code(sha256 ?? "–")]] as const),
)}
</footer>
`;
}
