import type { StudyPair, StudyResult } from "../../study/results/study.js";
import { fixed } from "../format.js";
import { SHORT_KIND_NAMES } from "../kind-names.js";
import { type Insert, type Markup, markup } from "../markup.js";
import { SIDES, type Side, vertexReason } from "../sentences.js";
import { type Cell, type Row, renderTable } from "../table.js";
import { familiesOf, familyMark } from "./families.js";
import { pairId, pairPage } from "./pair-address.js";

const HEADINGS = SIDES.flatMap((side) => (side === "functional" ? [side, "functional measure"] : [side]));

/** All pairs in numbers. */
export function pairsSection(study: StudyResult): Markup {
  const columns: Insert[] = [
    "Pair",
    ...study.data.flatMap(({ name }) =>
      HEADINGS.map((heading) => markup`${heading} <span class="aside"><bdi>${name}</bdi></span>`),
    ),
  ];
  const table = renderTable({
    name: "pairs",
    caption: "Every pair on every data set. A heading sorts, a pair opens its comparison.",
    columns,
    groups: [{ title: "", rows: study.pairs.map((pair, index) => row(study, pair, index)) }],
    sortable: true,
  });
  return markup`<section aria-labelledby="pairs">
<h2 id="pairs">All pairs in numbers</h2>
${table}
</section>
`;
}

function row({ models, data }: StudyResult, pair: StudyPair, index: number): Row {
  const families = familiesOf(models);
  const named = (name: string) =>
    markup`${familyMark(families, models.find((model) => model.name === name)?.family ?? "")} <bdi>${name}</bdi>`;
  const page = pairPage(pair);
  const names = markup`${named(pair.a)}, ${named(pair.b)}`;
  return {
    id: pairId(index),
    head: page === null ? names : markup`<a href="${page}">${names}</a>`,
    cells: data.flatMap(({ name }) => SIDES.flatMap((side) => sideCells(pair, name, side))),
  };
}

/** A side's score, and after the functional one which of its two measures it is. */
function sideCells(pair: StudyPair, name: string, side: Side): readonly Cell[] {
  const entry = pair.data.find((one) => one.name === name);
  const missing = {
    missing: entry === undefined ? (pair.failure ?? "not compared") : vertexReason(entry, side, "score"),
  };
  const { score: value = null, kind = null } = entry?.vertices[side] ?? {};
  const known = value !== null && kind !== null;
  const score = known ? { shown: fixed(value), value } : missing;
  return side === "functional" ? [score, known ? SHORT_KIND_NAMES[kind] : missing] : [score];
}
