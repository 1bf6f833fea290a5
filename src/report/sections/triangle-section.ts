import type { CompareResult, DataEntry } from "../../study/results.js";
import { triangle } from "../figures/triangle.js";
import { count } from "../format.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { dataInk } from "../palette.js";
import { SIDES, type Side, sentences } from "../sentences.js";

const QUESTIONS: Readonly<Record<Side, string>> = {
  static: "Do they arrange the examples alike?",
  functional: "Do they answer alike?",
  sparsity: "Do they respond to pruning alike?",
};

/** The hero: the triangle, and below it one sentence a side and data set. */
export function triangleSection({ data }: CompareResult): Markup {
  return markup`<section class="hero" aria-labelledby="triangle">
<h2 id="triangle">Three sides of similarity</h2>
<figure>${asMarkup(triangle(data))}
<figcaption><ul class="key">${data.map(keyEntry)}</ul>
<p>Each axis runs outward to 1 at its corner. A point is the value, the band across the axis its 95% interval over the sampling of examples (not of training seeds), a bar without a point the value at chance. The area of the triangle means nothing.</p></figcaption></figure>
<div class="sides">${SIDES.map((side) => sideText(side, data))}</div>
</section>
`;
}

function keyEntry({ name, role, n }: DataEntry, k: number): Markup {
  return markup`<li>${mark(role, k)} <bdi>${name}</bdi>, ${role === "id" ? "in" : "out of"} distribution, <i>n</i>&nbsp;=&nbsp;${count(n)}</li>`;
}

function mark(role: DataEntry["role"], k: number): Markup {
  return markup`<span aria-hidden="true" style="color: ${asMarkup(dataInk(k))}">${role === "ood" ? "○" : "●"}</span>`;
}

function sideText(side: Side, data: readonly DataEntry[]): Markup {
  const told = data.map((entry, k) => {
    const name = data.length > 1 ? markup`${mark(entry.role, k)} <b><bdi>${entry.name}</bdi>.</b> ` : [];
    return markup`<p>${name}${sentences(entry)[side]}</p>`;
  });
  return markup`<div><h3><span class="side">${side}</span> ${QUESTIONS[side]}</h3>
${told}</div>
`;
}
