import type { StudyPair, StudyResult } from "../../study/results/study.js";
import { type Markup, markup } from "../markup.js";
import { familiesOf, familyMark } from "./families.js";
import { pairPage } from "./pair-address.js";
import { smallTriangle } from "./small-triangle.js";

/** More would be a wall. */
const MOST = 120;

/** A triangle a pair, the most alike first, pairs of one family apart from pairs of two. */
export function trianglesSection(study: StudyResult): Markup {
  const pairs = study.pairs.filter(({ data }) => data.length > 0);
  if (pairs.length === 0) return markup``;
  const familyOf = new Map(study.models.map(({ name, family }) => [name, family]));
  const within = pairs.filter(({ a, b }) => familyOf.get(a) === familyOf.get(b));
  const between = pairs.filter(({ a, b }) => familyOf.get(a) !== familyOf.get(b));
  return markup`<section aria-labelledby="triangles">
<h2 id="triangles">Pair by pair</h2>
<p class="lead">Static above, functional on the left, sparsity on the right; the corners are 1. The fuller a triangle, the more alike the two.</p>
${group(study, "Of one family", within)}${group(study, "Of two families", between)}
</section>
`;
}

function group(study: StudyResult, title: string, pairs: readonly StudyPair[]): Markup {
  if (pairs.length === 0) return markup``;
  const sorted = pairs.toSorted((one, other) => firstStatic(other) - firstStatic(one));
  const left = sorted.length - MOST;
  return markup`<h3>${title}</h3>
<ul class="triangles">${sorted.slice(0, MOST).map((pair) => card(study, pair))}</ul>
${left > 0 ? markup`<p class="caption">The ${MOST} most alike; the other ${left} are in the table below.</p>` : []}
`;
}

function card({ models }: StudyResult, pair: StudyPair): Markup {
  const families = familiesOf(models);
  const name = (of: string) => {
    const family = models.find((model) => model.name === of)?.family ?? "";
    return markup`<span class="name">${familyMark(families, family)} <bdi>${of}</bdi></span>`;
  };
  const inside = markup`${smallTriangle(pair.data, `${pair.a} and ${pair.b}`)}${name(pair.a)}${name(pair.b)}`;
  const page = pairPage(pair);
  return markup`<li>${page === null ? inside : markup`<a href="${page}">${inside}</a>`}</li>`;
}

function firstStatic({ data }: StudyPair): number {
  return data[0]?.triangle.static ?? -Infinity;
}
