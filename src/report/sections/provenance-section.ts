import { pinnedSpec } from "../../data/hub/hub-origin.js";
import type { CompareResult, ModelEntry } from "../../study/results.js";
import { count } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { code, type Fact, facts, json } from "./facts.js";
import { runPart } from "./run-part.js";

/** The foot of the page: what made these numbers, from which bytes. */
export function provenanceSection(result: CompareResult): Markup {
  const { models, data } = result;
  return markup`<footer>
<h2>Provenance</h2>
${runPart(result)}
${facts("Model A", modelEntries(models.a))}
${facts("Model B", modelEntries(models.b))}
${data.map(({ name, n, sampleHash }) =>
  facts(markup`Data: <bdi>${name}</bdi>`, [
    ["examples", count(n)],
    ["sample hash", code(sampleHash)],
  ]),
)}
</footer>
`;
}

function modelEntries({ name, sha256, hub, preprocess, logits, pooling }: ModelEntry): Fact[] {
  const kinds = [...new Set(Object.values(pooling))];
  const pooled = kinds.map((kind): Fact => {
    const layers = Object.keys(pooling).filter((layer) => pooling[layer] === kind);
    return [markup`pooled by ${kind}`, layers.map((layer, index) => [index > 0 ? " " : "", code(layer)])];
  });
  return [
    ["name", markup`<bdi>${name}</bdi>`],
    ["sha256", code(sha256)],
    ...(hub === null ? [] : [["hub", code(pinnedSpec(hub))] as const]),
    ["preprocessing", [preprocess.source, " ", json(preprocess.config)]],
    ...(logits == null ? [] : [["logits", code(logits)] as const]),
    ...pooled,
  ];
}
