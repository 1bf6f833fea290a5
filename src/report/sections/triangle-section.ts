import type { CompareResult, DataEntry } from "../../study/results.js";
import { type Figure, figureBlock } from "../figure-block.js";
import { triangle } from "../figures/triangle.js";
import { count, fixed } from "../format.js";
import { headline } from "../headlines.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { dataInk } from "../palette.js";
import { SIDES, type Side, sentences } from "../sentences.js";
import { isComparable, type Yardstick, yardstickScore } from "../yardstick.js";

const QUESTIONS: Readonly<Record<Side, string>> = {
  static: "Do they arrange the examples alike?",
  functional: "Do they answer alike?",
  sparsity: "Do they respond to pruning alike?",
};

/** The hero: the triangle, and below it one sentence a side and data set. */
export function triangleSection({ data }: CompareResult, yardstick: Yardstick | null = null): Markup {
  const caption = markup`<ul class="key">${data.map(keyEntry)}${yardstickKey(yardstick, data)}</ul>
<p>Each axis runs outward to 1 at its corner. A point is the value, the band across the axis its 95% interval over the sampling of examples (not of training seeds), a bar without a point the value at chance. The area of the triangle means nothing.</p>`;
  return markup`<section class="hero" aria-labelledby="triangle">
<h2 id="triangle">Three sides of similarity</h2>
${figureBlock(triangleFigure(data, yardstick), caption)}
<div class="sides">${SIDES.map((side) => sideText(side, data, yardstick))}</div>
</section>
`;
}

/** The triangle of a comparison. */
export function triangleFigure(data: readonly DataEntry[], yardstick: Yardstick | null): Figure {
  return { name: "triangle", svg: triangle(data, yardstick) };
}

function keyEntry({ name, role, n }: DataEntry, k: number): Markup {
  return markup`<li>${mark(role, k)} <bdi>${name}</bdi>, ${role === "id" ? "in" : "out of"} distribution, <i>n</i>&nbsp;=&nbsp;${count(n)}</li>`;
}

function yardstickKey(yardstick: Yardstick | null, data: readonly DataEntry[]): Markup {
  if (yardstick === null || !isComparable(yardstick, data)) return markup``;
  return markup`<li><span aria-hidden="true">◇</span> for comparison: <bdi>${yardstick.label}</bdi></li>`;
}

function mark(role: DataEntry["role"], k: number): Markup {
  return markup`<span aria-hidden="true" style="color: ${asMarkup(dataInk(k))}">${role === "ood" ? "○" : "●"}</span>`;
}

function sideText(side: Side, data: readonly DataEntry[], yardstick: Yardstick | null): Markup {
  const told = data.map((entry, k) => {
    const name = data.length > 1 ? markup`${mark(entry.role, k)} <b><bdi>${entry.name}</bdi>.</b> ` : [];
    return markup`<p>${name}${headline(entry, side)}${beside(entry, side, yardstick)}</p>`;
  });
  const full = data.map((entry) => {
    const name = data.length > 1 ? markup`<b><bdi>${entry.name}</bdi>.</b> ` : [];
    return markup`<p>${name}${sentences(entry)[side]}</p>`;
  });
  return markup`<div><h3><span class="side">${side}</span> ${QUESTIONS[side]}</h3>
${told}<details><summary>In full<span class="hidden">, the ${side} side</span></summary>${full}</details></div>
`;
}

function beside(entry: DataEntry, side: Side, yardstick: Yardstick | null): Markup {
  const score = yardstickScore(yardstick, entry, side);
  if (score === null || yardstick === null) return markup``;
  return markup` <span class="aside">${fixed(entry.vertices[side].score ?? 0)} here, ${fixed(score)} between <bdi>${yardstick.label}</bdi>.</span>`;
}
