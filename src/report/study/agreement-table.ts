import type { StudyResult } from "../../study/results/study.js";
import { count, fixed, pValueText } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { numberCell, type Row, renderTable } from "../table.js";

type Agreement = StudyResult["structure"][number]["agreement"][number];

/** Whether two sides call the same models alike, on every data set; below it who could not be counted, and why. */
export function agreementTable({ structure }: StudyResult): Markup {
  const table = renderTable({
    name: "side-agreement",
    caption: markup`<b>Do the sides call the same networks alike?</b> <i>r</i>: correlation of two sides’ similarities over the pairs, 1 where one side is the other on another scale, 0 where neither tells anything of the other (in a straight line), below 0 where they contradict each other. <i>p</i>: how often an <i>r</i> as high comes of giving the networks’ names to one side at random (Mantel); so few networks allow no <i>p</i> below the smallest. Static: CKA; functional: 1 − JSD; sparsity: robustness.`,
    columns: ["Sides", markup`<i>r</i>`, markup`<i>p</i>`, markup`smallest <i>p</i>`, "Networks", "Pairs"],
    groups: structure.map(({ data, agreement }) => ({ title: markup`<bdi>${data}</bdi>`, rows: agreement.map(row) })),
  });
  const without = structure.flatMap(({ data, agreement }) =>
    agreement.flatMap((one) => (one.leftOut.length === 0 ? [] : [leftOut(data, one)])),
  );
  if (without.length === 0) return table;
  return markup`${table}<details><summary>Who is not counted</summary><ul class="reasons">${without}</ul></details>
`;
}

function row({ sides, models, r, pValue, smallest, reasons }: Agreement): Row {
  const m = models.length;
  return {
    head: sides.join(" and "),
    cells: [
      numberCell(r, reasonFor(reasons, "r"), fixed),
      numberCell(pValue, reasonFor(reasons, "pValue"), pValueText),
      numberCell(smallest, reasonFor(reasons, "smallest"), pValueText),
      numberCell(m, "", count),
      numberCell((m * (m - 1)) / 2, "", count),
    ],
  };
}

function leftOut(data: string, { sides, leftOut: models }: Agreement): Markup {
  const named = models.map(({ model, why }, i) => markup`${i === 0 ? "" : ", "}<bdi>${model}</bdi> (${why})`);
  return markup`<li>${sides.join(" and ")} on <bdi>${data}</bdi>: ${named}</li>`;
}
