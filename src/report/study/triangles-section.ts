import type { StudyPair, StudyResult } from "../../study/results/study.js";
import type { Figure } from "../figure-block.js";
import { figureSheet, type SheetCard } from "../figures/figure-sheet.js";
import { count } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { ink } from "../palette.js";
import { familiesOf, familyLook, familyMark } from "./families.js";
import { pairPage } from "./pair-address.js";
import { SMALL_TRIANGLE, smallTriangle } from "./small-triangle.js";

/** More would be a wall. */
const MOST = 120;

/** Pairs whose triangles stand together. */
interface Group {
  /** Its file's name without extension. */
  readonly name: string;
  readonly title: string;
  /** The most alike first. */
  readonly pairs: readonly StudyPair[];
}

/** A triangle a pair, the most alike first, pairs of one family apart from pairs of two. */
export function trianglesSection(study: StudyResult): Markup {
  const groups = groupsOf(study);
  if (groups.length === 0) return markup``;
  return markup`<section aria-labelledby="triangles">
<h2 id="triangles">Pair by pair</h2>
<p class="lead">Static above, functional on the left, sparsity on the right; the corners are 1. The fuller a triangle, the more alike the two; it stays open where a side has no value.</p>
${groups.map((group) => groupPart(study, group))}
</section>
`;
}

/** The triangles of each group as one figure, for files. */
export function triangleSheets(study: StudyResult): Figure[] {
  const families = familiesOf(study.models);
  return groupsOf(study).map(({ name, title, pairs }) => {
    const cards = pairs.slice(0, MOST).map((pair): SheetCard => {
      const lines = [pair.a, pair.b].map((text) => {
        const { glyph, ink: of } = familyLook(families, familyOf(study, text));
        return { mark: glyph, colour: ink(of), text };
      });
      return { svg: drawn(pair).markup, lines };
    });
    return { name, svg: figureSheet(`Triangles of pairs ${title.toLowerCase()}`, cards, SMALL_TRIANGLE) };
  });
}

function groupsOf(study: StudyResult): readonly Group[] {
  const pairs = study.pairs
    .filter(({ data }) => data.length > 0)
    .toSorted((one, other) => firstStatic(other) - firstStatic(one));
  const within = ({ a, b }: StudyPair) => familyOf(study, a) === familyOf(study, b);
  return [
    { name: "triangles-of-one-family", title: "Of one family", pairs: pairs.filter(within) },
    { name: "triangles-of-two-families", title: "Of two families", pairs: pairs.filter((pair) => !within(pair)) },
  ].filter((group) => group.pairs.length > 0);
}

function groupPart(study: StudyResult, { name, title, pairs }: Group): Markup {
  const left = pairs.length - MOST;
  const shown = left > 0 ? `The ${MOST} most alike of ${count(pairs.length)} pairs; all are in the table below.` : "";
  return markup`<h3>${title}</h3>
<figure data-figure="${name}" data-sheet="Triangles of pairs ${title.toLowerCase()}"><ul class="triangles">${pairs.slice(0, MOST).map((pair) => card(study, pair))}</ul>
<figcaption>${shown === "" ? `${count(pairs.length)} ${pairs.length === 1 ? "pair" : "pairs"}, the most alike first.` : shown}</figcaption></figure>
`;
}

function card(study: StudyResult, pair: StudyPair): Markup {
  const families = familiesOf(study.models);
  const name = (of: string) =>
    markup`<span class="name">${familyMark(families, familyOf(study, of))} <bdi>${of}</bdi></span>`;
  const inside = markup`${drawn(pair)}${name(pair.a)}${name(pair.b)}`;
  const page = pairPage(pair);
  return markup`<li>${page === null ? inside : markup`<a href="${page}">${inside}</a>`}</li>`;
}

function drawn(pair: StudyPair): Markup {
  return smallTriangle(pair.data, `${pair.a} and ${pair.b}`);
}

function familyOf({ models }: StudyResult, name: string): string {
  return models.find((model) => model.name === name)?.family ?? "";
}

function firstStatic({ data }: StudyPair): number {
  return data[0]?.triangle.static ?? -Infinity;
}
