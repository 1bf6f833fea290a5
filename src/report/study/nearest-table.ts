import type { StudyResult } from "../../study/results/study.js";
import { fixed } from "../format.js";
import { SHORT_KIND_NAMES } from "../kind-names.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { SIDES, type Side } from "../sentences.js";
import { type Cell, renderTable } from "../table.js";

type Structure = StudyResult["structure"][number];

/** What neighbours are found by: one measure a side, so that all pairs can be held against each other. */
const MEASURED = { static: "cka", functional: "predictive", sparsity: "robustness" } as const;

/** The network most alike to each, by each side, on every data set. */
export function nearestTable(study: StudyResult): Markup {
  const table = renderTable({
    name: "nearest",
    caption:
      "Which other network each is most alike to, by each side; of equals the first. Copies, forks and seed twins are among the others. Functional: by 1 − JSD of predictions for all pairs, also where two networks could be interpolated.",
    columns: ["Network", ...SIDES.flatMap((side) => [`nearest, ${side}`, SHORT_KIND_NAMES[MEASURED[side]]])],
    groups: study.structure.map((one) => ({
      title: markup`<bdi>${one.data}</bdi>`,
      rows: study.models.map(({ name }, i) => ({
        head: markup`<bdi>${name}</bdi>`,
        cells: SIDES.flatMap((side) => cells(one, side, i)),
      })),
    })),
  });
  return markup`<details><summary>Nearest to each</summary>${table}</details>
`;
}

function cells({ neighbours, reasons }: Structure, side: Side, i: number): readonly Cell[] {
  const nearest = neighbours[side][i]?.nearest ?? null;
  if (nearest === null) {
    const missing = { missing: reasonFor(reasons, `neighbours.${side}.${i}.nearest`) };
    return [missing, missing];
  }
  const { model, similarity: value } = nearest;
  return [markup`<bdi>${model}</bdi>`, { shown: fixed(value), value }];
}
