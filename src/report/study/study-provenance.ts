import type { StudyResult } from "../../study/results/study.js";
import { count, fixed } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { code, commandPart, facts, json } from "../sections/provenance-section.js";

/** The foot of a study's page: what made these numbers, from which bytes. */
export function studyProvenance({ schema, models, data, pruning, provenance }: StudyResult): Markup {
  return markup`<footer>
<h2>Provenance</h2>
${commandPart(provenance)}${facts("Run", [
  ["trisim", provenance.trisim],
  ["results", schema],
  ["runtime", provenance.runtime],
  ["Node.js", provenance.node],
  ["seed", json(provenance.seed)],
  ["started", provenance.startedAt],
  ["took", `${fixed(provenance.seconds, 1)} s`],
  ["pruning", [pruning.method, " at ", pruning.levels.join(", ")]],
])}
${facts(
  "Options",
  Object.entries(provenance.options).map(([name, value]) => [name, json(value)] as const),
)}
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
