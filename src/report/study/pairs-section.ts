import type { StudyPair, StudyResult } from "../../study/results/study.js";
import { fixed } from "../format.js";
import { SHORT_KIND_NAMES } from "../kind-names.js";
import { type Insert, type Markup, markup } from "../markup.js";
import { SIDES, vertexReason } from "../sentences.js";
import { type Cell, type Row, renderTable } from "../table.js";
import { familiesOf, familyMark } from "./families.js";
import { pairId, pairPage } from "./pair-address.js";

/** All pairs in numbers. */
export function pairsSection(study: StudyResult): Markup {
  const columns: Insert[] = [
    "Pair",
    ...study.data.flatMap(({ name }) =>
      SIDES.map((side) => markup`${side} <span class="aside"><bdi>${name}</bdi></span>`),
    ),
    "",
  ];
  const table = renderTable({
    name: "pairs",
    caption: "Every pair on every data set. A heading sorts.",
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
  const mark = (name: string) => familyMark(families, models.find((model) => model.name === name)?.family ?? "");
  const page = pairPage(pair);
  const cells = data.flatMap(({ name }): Cell[] => {
    const entry = pair.data.find((one) => one.name === name);
    return SIDES.map((side): Cell => {
      const vertex = entry?.vertices[side];
      const why = entry === undefined ? (pair.failure ?? "not compared") : vertexReason(entry, side, "score");
      if (vertex === undefined || vertex.score === null) return { missing: why };
      const kind = markup` <span class="aside">${SHORT_KIND_NAMES[vertex.kind]}</span>`;
      const shown = markup`${fixed(vertex.score)}${side === "functional" ? kind : []}`;
      return { shown, value: vertex.score };
    });
  });
  const link =
    page === null ? "" : markup`<a href="${page}">open<span class="hidden"> ${pair.a} and ${pair.b}</span></a>`;
  return {
    id: pairId(index),
    head: markup`${mark(pair.a)} <bdi>${pair.a}</bdi>, ${mark(pair.b)} <bdi>${pair.b}</bdi>`,
    cells: [...cells, link],
  };
}
