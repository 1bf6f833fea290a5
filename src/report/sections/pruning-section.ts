import type { CompareResult, DataEntry, SparsitySide } from "../../study/results.js";
import { dataName } from "../data-name.js";
import { type Figure, figureBlock } from "../figure-block.js";
import { pruningCurves } from "../figures/pruning-curves.js";
import { PANELS, type PanelName, pruningPanel } from "../figures/pruning-panels.js";
import { count, fixed, intervalText, listText, percent } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { NO_REASON, reasonFor } from "../reason-for.js";
import { type Cell, numberCell, type Row, renderTable } from "../table.js";
import { dataHeading } from "./data-heading.js";
import { layersTable, sumsTable, trackingSentences } from "./pruning-sums.js";

const METHODS: Readonly<Record<SparsitySide["method"], string>> = {
  global: "global magnitude pruning, one-shot, without retraining",
  layer: "magnitude pruning layer by layer, one-shot, without retraining",
  random: "random pruning (a control), one-shot, without retraining",
  lamp: "layer-adaptive magnitude pruning (LAMP), one-shot, without retraining",
  structured: "whole output channels of least L2 norm, one-shot, without retraining",
  nm: "2:4 magnitude pruning, one-shot, without retraining",
  wanda: "pruning by magnitude times input norm (Wanda), one-shot, without retraining",
};

const EXPLANATIONS: Readonly<Record<PanelName, string>> = {
  self: "penultimate layer of each model, dense against pruned; 1 is unchanged",
  accuracy: "top-1 accuracy of each pruned model",
  cross: "penultimate layers of the two pruned models",
  gain: "CKA of A with B, both pruned, less that of the dense pair; above 0, pruning brings them closer",
};

/** Where the reasons for a panel without values stand, the telling ones first. */
const PATHS: Readonly<Record<PanelName, readonly string[]>> = {
  self: ["sparsity.a.cka.0", "sparsity.b.cka.0"],
  accuracy: ["functional.accuracy.a", "functional.accuracy.b"],
  cross: ["sparsity.cross.cka.0"],
  gain: ["sparsity.cross.gain.0"],
};

/** The sparsity side: what pruning does to each model and to their similarity. */
export function pruningSection({ data }: CompareResult): Markup {
  return markup`<section aria-labelledby="pruning">
<h2 id="pruning">Under pruning</h2>
<p class="lead">Weights are taken away level by level. A gain in similarity counts only while both models still work: where they have collapsed, they look alike for no good reason.</p>
${data.map(dataPart)}
</section>
`;
}

function dataPart(entry: DataEntry, k: number): Markup {
  if (entry.sparsity.levels.length === 0)
    return markup`${dataHeading(entry)}<p class="missing">– (${reasonFor(entry.reasons, "sparsity.levels")})</p>
`;
  return markup`${dataHeading(entry)}<div class="panels">
${PANELS.map((name) => panelFigure(entry, k, name))}</div>
<p class="caption"><span class="key-a">● A</span>, <span class="key-b">■ B</span>; ${METHODS[entry.sparsity.method]}; ${over(entry)}. ${discounted(entry)}</p>
${trackingSentences(entry)}<details class="unprinted"><summary>Every level in numbers</summary>${levelTable(entry, k)}</details>
<details><summary>All levels in sum</summary>${sumsTable(entry, k)}</details>
<details><summary>Layer by layer</summary>${layersTable(entry, k)}</details>
`;
}

function panelFigure(entry: DataEntry, k: number, name: PanelName): Markup {
  const { title } = pruningPanel(entry.sparsity, name);
  const figure = pruningFigure(entry, k, name);
  const n = name === "accuracy" ? entry.functional.n : entry.n;
  const caption = markup`<b>${title}</b>: ${EXPLANATIONS[name]}; <i>n</i>&nbsp;=&nbsp;${count(n)}.`;
  if (figure !== null) return figureBlock(figure, caption, "above");
  return markup`<figure><figcaption>${caption}</figcaption><p class="missing">– (${reasonFor(entry.reasons, ...PATHS[name])})</p></figure>
`;
}

/** A panel of curves of one data set; null where all its values are. */
export function pruningFigure(entry: DataEntry, k: number, name: PanelName): Figure | null {
  const { curves } = pruningPanel(entry.sparsity, name);
  if (curves.every(({ values }) => values.every((value) => value === null))) return null;
  return { name: `pruning-${name}-${dataName(entry, k)}`, svg: pruningCurves(entry.sparsity, name) };
}

/** The examples that CKA and accuracy are of: where probes give the accuracy, it is of fewer. */
function over({ n, functional }: DataEntry): Markup {
  const all = markup`over <i>n</i>&nbsp;=&nbsp;${count(n)} examples`;
  const { a, b } = functional.accuracy;
  if (a === null && b === null) return markup`CKA ${all}`;
  if (functional.basis === "own") return markup`CKA and accuracy ${all}`;
  return markup`CKA ${all}, accuracy by the dense networks’ probes over ${count(functional.n)} of them`;
}

/** The levels where the gain does not count, by reason. */
function discounted({ sparsity: { levels, cross }, reasons: why }: DataEntry): Markup {
  const guard = why["sparsity.cross.counts"];
  const judged = guard === undefined ? "" : ` ${guard.charAt(0).toUpperCase()}${guard.slice(1)}.`;
  const reasons = new Map<string, string[]>();
  for (const [index, level] of levels.entries()) {
    if (cross.counts[index] !== false) continue;
    const why = cross.why[index] ?? NO_REASON;
    reasons.set(why, [...(reasons.get(why) ?? []), String(level)]);
  }
  if (reasons.size === 0) return markup`The gain counts at every level.${judged}`;
  const items = [...reasons].map(([why, at]) => markup`<li>at ${listText(at)}: ${why}</li>`);
  return markup`Shaded, the gain does not count:${judged}</p><ul class="reasons">${items}</ul><p class="caption">`;
}

function levelTable(entry: DataEntry, k: number): Markup {
  const columns = [
    "Level",
    "Zeros in A",
    "Zeros in B",
    "CKA with dense A",
    "CKA with dense B",
    "Accuracy of A",
    "Accuracy of B",
    "Left above chance, A",
    "Left above chance, B",
    "κ with dense A",
    "κ with dense B",
    "Effective rank of A",
    "Effective rank of B",
    "CKA of A with B",
    "Gain, 95% interval",
    ...Object.keys(entry.sparsity.cross.scores).map((measure) => `${measure} of A with B`),
    "Counts",
  ];
  const rows = entry.sparsity.levels.map((level, index) => levelRow(entry, level, index));
  return renderTable({
    name: `pruning-levels-${dataName(entry, k)}`,
    caption: "Zeros: share of the prunable weights, and of all parameters.",
    columns,
    groups: [{ title: "", rows }],
  });
}

function zeros({ realSparsity, realSparsityAll }: SparsitySide["a"], index: number): Cell {
  const [prunable, all] = [realSparsity[index], realSparsityAll[index]];
  if (prunable == null || all == null) return { missing: NO_REASON };
  return `${percent(prunable)}, ${percent(all)}`;
}

function levelRow({ sparsity: { a, b, cross }, reasons }: DataEntry, level: number, index: number): Row {
  const counts = cross.counts[index] !== false;
  const cell = (path: string, values: readonly (number | null)[], format: (value: number) => string): Cell =>
    numberCell(values[index] ?? null, reasonFor(reasons, `sparsity.${path}.${index}`), format);
  const three = (value: number) => fixed(value);
  return {
    head: String(level),
    muted: !counts,
    cells: [
      zeros(a, index),
      zeros(b, index),
      cell("a.cka", a.cka, three),
      cell("b.cka", b.cka, three),
      cell("a.accuracy", a.accuracy, percent),
      cell("b.accuracy", b.accuracy, percent),
      cell("a.aboveChance", a.aboveChance, three),
      cell("b.aboveChance", b.aboveChance, three),
      cell("a.predictive.kappa", a.predictive.kappa, three),
      cell("b.predictive.kappa", b.predictive.kappa, three),
      cell("a.effectiveRank", a.effectiveRank, (rank) => fixed(rank, 1)),
      cell("b.effectiveRank", b.effectiveRank, (rank) => fixed(rank, 1)),
      cell("cross.cka", cross.cka, three),
      gainCell(cross, index, reasonFor(reasons, `sparsity.cross.gain.${index}`)),
      ...Object.entries(cross.scores).map(([measure, of]) => cell(`cross.scores.${measure}`, of, three)),
      counts ? "yes" : `no: ${cross.why[index] ?? NO_REASON}`,
    ],
  };
}

function gainCell({ gain, gainInterval }: SparsitySide["cross"], index: number, why: string): Cell {
  const [value = null, interval = null] = [gain[index], gainInterval[index]];
  if (value === null) return { missing: why };
  return interval === null ? fixed(value) : `${fixed(value)} ${intervalText(interval)}`;
}
