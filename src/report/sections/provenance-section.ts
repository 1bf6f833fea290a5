import { pinnedSpec } from "../../data/hub/hub-origin.js";
import type { CompareResult, ModelEntry } from "../../study/results.js";
import { count, fixed } from "../format.js";
import { type Insert, type Markup, markup } from "../markup.js";

type Entry = readonly [name: Insert, value: Insert];

/** The foot of the page: what made these numbers, from which bytes. */
export function provenanceSection({ schema, models, data, provenance }: CompareResult): Markup {
  const options = Object.entries(provenance.options).map(([name, value]): Entry => [name, json(value)]);
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
])}
${facts("Options", options)}
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

function modelEntries({ name, sha256, hub, preprocess, logits, pooling }: ModelEntry): Entry[] {
  const kinds = [...new Set(Object.values(pooling))];
  const pooled = kinds.map((kind): Entry => {
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

/** The command that gives the same results again, to be copied. */
export function commandPart({ command }: CompareResult["provenance"]): Markup {
  if (command === null)
    return markup`<h3>Command</h3>
<p>– (no command made these results: a program called the library)</p>
`;
  return markup`<h3>Command</h3>
<pre data-copy="The command"><code>${command}</code></pre>
<p>It gives the same results again from the folder where it was typed; <code>--out</code> says where they go.</p>
`;
}

/** A list of facts under its title; empty where there is none. */
export function facts(title: Insert, entries: readonly Entry[]): Markup {
  if (entries.length === 0) return markup``;
  return markup`<h3>${title}</h3>
<dl class="facts">${entries.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
`;
}

/** A value as JSON. */
export function json(value: unknown): Markup {
  return code(JSON.stringify(value) ?? "");
}

/** Text that a machine reads, such as a hash. */
export function code(text: string): Markup {
  return markup`<code><bdi>${text}</bdi></code>`;
}
