import type { StudyResult } from "../../study/results/study.js";
import { figureBlock } from "../figure-block.js";
import { type Markup, markup } from "../markup.js";
import { dataHeading } from "../sections/data-heading.js";
import { allExamples, predictedExamples } from "./examples-text.js";
import { familiesOf, familyName } from "./families.js";
import { CURVES, type CurveName, modelCurves } from "./model-curves.js";

/** What pruning does to every model. */
export function studyPruningSection(study: StudyResult): Markup {
  const families = familiesOf(study.models);
  const key = families.map((family, k) => markup`${k > 0 ? ", " : ""}${familyName(families, family)}`);
  return markup`<section aria-labelledby="pruning">
<h2 id="pruning">Under pruning</h2>
<p class="lead">Each network with its dense self as weights are taken away, and what is left of its accuracy.</p>
${unpruned(study)}
${study.data.map((set, k) => markup`${dataHeading(set)}<div class="panels">${(Object.keys(CURVES) as CurveName[]).map((of) => panel(study, k, of))}</div>`)}
<p class="caption">${key}. Pruned by the method <b>${study.pruning.method}</b>, one-shot, without retraining.</p>
</section>
`;
}

/** The models that have no curve, and why. */
function unpruned({ models }: StudyResult): Markup {
  const reasons = models.flatMap((model) => model.unpruned ?? []);
  return reasons.length === 0
    ? markup``
    : markup`<p>Not pruned, and so without a sparsity side:</p><ul class="reasons">${reasons.map((why) => markup`<li>${why}</li>`)}</ul>`;
}

function panel(study: StudyResult, k: number, of: CurveName): Markup {
  const figure = modelCurves(study, k, of);
  const set = study.data[k];
  if (set === undefined) return markup``;
  const caption = markup`<b>${CURVES[of]}</b>, ${of === "cka" ? allExamples(set) : predictedExamples(study, set)}.`;
  if (figure !== null) return figureBlock(figure, caption, "above");
  return markup`<figure><figcaption>${caption}</figcaption><p class="missing">– (no model has a value)</p></figure>`;
}
