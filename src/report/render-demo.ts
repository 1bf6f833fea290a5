import type { DemoEntry } from "../study/demo.js";
import type { DataEntry } from "../study/results.js";
import { dataName } from "./data-name.js";
import { drawnFigure, slug } from "./figure-block.js";
import { triangle } from "./figures/triangle.js";
import { count, fixed, intervalText, percent } from "./format.js";
import { htmlDocument } from "./html-document.js";
import { SHORT_KIND_NAMES } from "./kind-names.js";
import { asMarkup, type Markup, markup } from "./markup.js";
import { dataInk } from "./palette.js";
import { SIDES, vertexReason } from "./sentences.js";
import { type Cell, type Row, renderTable } from "./table.js";

/** A pair of the demo and where its own page is. */
export interface LinkedEntry extends DemoEntry {
  /** Path of the comparison's page, seen from this one. */
  readonly page: string;
}

/**
 * The page above the demo's comparisons: a triangle a pair, small and side by side, and all values in a table a data set.
 *
 * @param entries - the pairs, in the order in which they are shown.
 * @returns an HTML document.
 * @throws RangeError where a number is not finite.
 * @example
 * renderDemo([]).includes("Triangle of Similarity"); // => true
 */
export function renderDemo(entries: readonly LinkedEntry[]): string {
  const sets = entries[0]?.result.data ?? [];
  return htmlDocument(
    "The embedded zoo: the Triangle of Similarity",
    markup`<main>
<header>
<p class="eyebrow">The Triangle of Similarity</p>
<h1>How alike are small networks that learned the same task?</h1>
<p class="lead">Every network here was trained for this package on Fashion-MNIST: convolutional networks, vision transformers, and vision–language models that classify by comparing an image with captions. Each pair is seen from three sides, on images like those it was trained on and on handwritten digits, which none of them ever saw.</p>
<ul class="key">${sets.map(keyEntry)}</ul>
<p class="caption">In each triangle the axes run outward to 1 at their corners: a point is the value, the band across the axis its 95% interval, a bar without a point the value at chance. Where a side has two kinds of value, LMC and 1 − JSD, the points of the two sets are not to be compared on it.</p>
</header>
<section aria-labelledby="pairs">
<h2 id="pairs">From a fork to another family</h2>
<div class="pairs">${entries.map(card)}</div>
</section>
<section aria-labelledby="values">
<h2 id="values">All values</h2>
${sets.map((set, d) => valuesTable(set, d, entries))}
<p class="caption"><b>Static</b>: debiased CKA of the two penultimate layers; 0 is chance. <b>Functional</b>: linear mode connectivity (LMC) where the two have the same parameters, else 1 − the Jensen–Shannon divergence of their predictions. <b>Sparsity</b>: how alike their representations change as weights are removed; it has no null model, so alone it is a weak sign. Brackets are 95% intervals over the sampling of images, not of training seeds.</p>
</section>
</main>
`,
  );
}

function keyEntry({ name, role, n }: DataEntry, d: number): Markup {
  const where = role === "id" ? "in distribution" : "out of distribution";
  return markup`<li><span aria-hidden="true" style="color: ${asMarkup(dataInk(d))}">${role === "ood" ? "○" : "●"}</span> <bdi>${name}</bdi>, ${where}, <i>n</i>&nbsp;=&nbsp;${count(n)}</li>`;
}

function card({ pair, result, page }: LinkedEntry): Markup {
  return markup`<article>
<h3>${pair.what}</h3>
<p class="aside"><bdi>${pair.a}</bdi> and <bdi>${pair.b}</bdi>${accuracies(result.data[0])}</p>
<figure data-figure="triangle-${slug(pair.a, "a")}-${slug(pair.b, "b")}">${drawnFigure({ name: "", svg: triangle(result.data) })}</figure>
<p><a href="${page}">The whole comparison<span class="aside"> of <bdi>${pair.a}</bdi> and <bdi>${pair.b}</bdi></span></a></p>
</article>
`;
}

function accuracies(entry: DataEntry | undefined): Markup {
  const { a = null, b = null } = entry?.functional.accuracy ?? {};
  const right = a === null || b === null ? markup`` : markup`, right on ${percent(a)} and ${percent(b)}`;
  const path = entry?.functional.connectivity ?? null;
  return path === null ? right : markup`${right}; LMC over <i>n</i>&nbsp;=&nbsp;${count(path.n)}`;
}

function valuesTable(set: DataEntry, d: number, entries: readonly LinkedEntry[]): Markup {
  const rows = entries.flatMap(({ pair, result }): Row[] => {
    const entry = result.data[d];
    return entry === undefined ? [] : [{ head: pair.what, cells: SIDES.flatMap((side) => sideCells(entry, side)) }];
  });
  const columns = ["Pair", "Static", "", "", "Functional", "", "", "Sparsity", "", ""];
  return renderTable({
    name: `values-${dataName(set, d)}`,
    caption: markup`On <b><bdi>${set.name}</bdi></b>`,
    columns,
    groups: [{ title: "", rows }],
  });
}

function sideCells(entry: DataEntry, side: (typeof SIDES)[number]): Cell[] {
  const { score, interval, kind } = entry.vertices[side];
  const path = kind === "lmc" ? entry.functional.connectivity : null;
  const over = path === null ? "" : markup`, <i>n</i>&nbsp;=&nbsp;${count(path.n)}`;
  const what = markup`<span class="aside">${SHORT_KIND_NAMES[kind]}${over}</span>`;
  if (score === null) return [{ missing: vertexReason(entry, side, "score") }, what, ""];
  if (interval === null) return [fixed(score), what, { missing: vertexReason(entry, side, "interval") }];
  return [fixed(score), what, markup`<span class="aside">${intervalText(interval)}</span>`];
}
