import type { StudyResult } from "../../study/results/study.js";
import { choice } from "../choice.js";
import { figureBlock } from "../figure-block.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { dataHeading } from "../sections/data-heading.js";
import { agreementTable } from "./agreement-table.js";
import { allExamples, predictedExamples } from "./examples-text.js";
import { nearestTable } from "./nearest-table.js";
import { planeMap } from "./plane-map.js";
import { STUDY_SIDES, type StudySide, studyMatrix } from "./study-matrix.js";

const READINGS: Readonly<Record<StudySide, string>> = {
  static: "debiased CKA of the penultimate layers: 0 is chance, 1 the same geometry",
  calibrated: "the same above chance: 0 is what 19 of 20 unrelated pairs stay below, 1 the same geometry",
  functional:
    "linear mode connectivity where two networks have the same parameters, else 1 − the Jensen–Shannon divergence of their predictions",
  agreement: "share of examples to which both give the same class",
  sparsity: "robustness: 1 − how far apart the two drift from their dense selves while pruned; it has no null model",
};

/** Every model with every other, side by side for the data sets, and the maps made of it. */
export function matricesSection(study: StudyResult): Markup {
  const sides = Object.keys(STUDY_SIDES) as StudySide[];
  return markup`<section aria-labelledby="matrices">
<h2 id="matrices">Every network with every other</h2>
<p class="lead">Rows and columns stand in the order of the tree beside them, which puts together what is alike. Colour and mark of a name are its family’s. A cell opens its pair.</p>
<div class="choosing">
<div class="controls">${choice("side", { name: "matrix-side", title: "Side", values: STUDY_SIDES })}</div>
<div class="maps"${asMarkup(study.models.length > 12 ? ' style="--map: 44rem"' : ' style="--map: 30rem"')}>${study.data.map((_, k) => dataPart(study, k, sides))}</div>
</div>
<h3>Whether the sides agree</h3>
${agreementTable(study)}${nearestTable(study)}<h3>As a map</h3>
<p class="caption">Classical scaling of the same distances as the tree’s: networks that represent the examples alike lie close together; directions mean nothing.</p>
<div class="panels">${study.data.map((_, k) => mapPart(study, k))}</div>
</section>
`;
}

function dataPart(study: StudyResult, k: number, sides: readonly StudySide[]): Markup {
  const set = study.data[k];
  if (set === undefined) return markup``;
  const found = study.structure.find(({ data }) => data === set.name);
  const tree =
    found === undefined
      ? ""
      : ` Tree: average linkage on ${found.distance === "angular" ? "θ, the angle of Procrustes’ similarity" : "√(1 − CKA)"}${found.leftOut.length === 0 ? "" : `; without ${found.leftOut.map(({ model, why }) => `${model} (${why})`).join(", ")}`}.`;
  const figures = sides.flatMap((side) => {
    const figure = studyMatrix(study, k, side);
    if (figure === null) return [];
    const caption = markup`<b>${STUDY_SIDES[side]}</b>, ${READINGS[side]}. ${ofPredictions(side) ? predictedExamples(study, set) : allExamples(set)}.${tree} A dash is a value that is not defined.`;
    return [markup`<div data-side="${side}">${figureBlock(figure, caption)}</div>`];
  });
  return markup`<div>${dataHeading(set)}${figures}</div>
`;
}

function ofPredictions(side: StudySide): boolean {
  return side === "functional" || side === "agreement";
}

function mapPart(study: StudyResult, k: number): Markup {
  const figure = planeMap(study, k);
  const set = study.data[k];
  if (figure === null || set === undefined) return markup``;
  const share = study.structure.find(({ data }) => data === set.name)?.map.share ?? null;
  const shown = share === null ? "" : `; it shows ${Math.round(100 * share)}% of what spreads in any direction`;
  return figureBlock(figure, markup`<b><bdi>${set.name}</bdi></b>, ${allExamples(set)}${shown}.`, "above");
}
