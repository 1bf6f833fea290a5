import type { StudyResult } from "../../study/results/study.js";
import { figureBlock } from "../figure-block.js";
import { count, percent, rangeText } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { numberCell, type Row, renderTable } from "../table.js";
import { familiesOf, familyName } from "./families.js";
import { paretoPlot } from "./pareto-plot.js";

/** Which model to take, and why. */
export function selectionSection(study: StudyResult): Markup {
  const { recommendation, weights, notes } = study.recommendation;
  const figure = paretoPlot(study);
  const weighed = Object.entries(weights).map(([criterion, weight]) => `${criterion} ${weight}`);
  return markup`<section aria-labelledby="selection">
<h2 id="selection">Which one to take</h2>
<p class="lead">${recommendation === null ? "No network can be recommended." : recommendation.sentence}</p>
${figure === null ? [] : figureBlock(figure, markup`<b>Accuracy against size.</b> Filled: the Pareto front, which no other candidate outdoes in every criterion (${study.recommendation.criteria.join(", ")}); hollow: outdone or not ranked. Colour and mark are the family’s. Accuracy: mean over the in-distribution data sets${examples(study)}.`)}
${candidates(study)}
<p class="caption">Score: mean of the criteria, each from 0 for the worst to 1 for the best, costs on a logarithmic scale, weighed by ${weighed.join(", ")}. Robustness: area under the accuracy above chance that is left while pruned. Consensus: mean similarity above chance to the others but copies, forks and seed twins. Milliseconds an image on one core: the best and the slowest of five runs.</p>
${notes.length === 0 ? [] : markup`<ul class="reasons">${notes.map((note) => markup`<li>${note}</li>`)}</ul>`}
</section>
`;
}

function examples({ data }: StudyResult): string {
  const inside = data.filter(({ role }) => role === "id").map(({ name, n }) => `${name}: n = ${count(n)}`);
  return inside.length === 0 ? "" : ` (${inside.join(", ")})`;
}

function candidates({ models, selection }: StudyResult): Markup {
  const families = familiesOf(models);
  const rows = selection.map((of): Row => {
    const why = (key: string) => of.reasons[key] ?? of.reasons.score ?? "not known";
    const whole = (value: number) => count(value);
    return {
      head: markup`<bdi>${of.model}</bdi>`,
      cells: [
        markup`${familyName(families, of.family)}`,
        numberCell(of.rank, why("score"), whole),
        numberCell(of.score, why("score")),
        numberCell(of.accuracy, why("accuracy"), percent),
        numberCell(of.robustness, why("robustness")),
        numberCell(of.consensus, why("consensus")),
        numberCell(of.parameters, why("parameters"), whole),
        numberCell(of.latency, why("latency"), (ms) => rangeText(ms, of.latencySlowest, 2)),
        of.onFront === null
          ? { missing: why("score") }
          : of.onFront
            ? "on the front"
            : markup`<bdi>${of.outdoneBy ?? ""}</bdi>`,
      ],
    };
  });
  return renderTable({
    name: "selection",
    caption: "The candidates. A heading sorts.",
    columns: [
      "Model",
      "Family",
      "Rank",
      "Score",
      "Accuracy",
      "Robustness",
      "Consensus",
      "Parameters",
      "ms an image",
      "Outdone by",
    ],
    groups: [{ title: "", rows }],
    sortable: true,
  });
}
