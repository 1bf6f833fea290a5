import type { StudyResult } from "../study/results/study.js";
import { contents } from "./contents.js";
import { htmlDocument } from "./html-document.js";
import { asMarkup, type Markup, markup } from "./markup.js";
import { studyFacts } from "./methods/facts-of.js";
import { methodsSection } from "./methods/methods-section.js";
import { scriptJson } from "./reading.js";
import { findingsSection } from "./study/findings-section.js";
import { matricesSection } from "./study/matrices-section.js";
import { pairIndex } from "./study/pair-index.js";
import { pairsSection } from "./study/pairs-section.js";
import { selectionSection } from "./study/selection-section.js";
import { studyCaveats } from "./study/study-caveats.js";
import { studyMasthead } from "./study/study-masthead.js";
import { studyProvenance } from "./study/study-provenance.js";
import { studyPruningSection } from "./study/study-pruning-section.js";
import { trianglesSection } from "./study/triangles-section.js";

/** From so many models on, parts are laid out only when they come near. */
const MANY = 20;

/**
 * The page of a study: one HTML file that opens from anywhere and loads nothing but, when asked to, the pages of its pairs.
 *
 * @param study - what `study` gives; nothing but its values is shown.
 * @returns an HTML document.
 * @throws RangeError where a number is not finite.
 */
export function renderStudy(study: StudyResult): string {
  const body = markup`${[findingsSection, matricesSection, trianglesSection, studyPruningSection, selectionSection, pairsSection, studyCaveats].map((section) => section(study))}${methodsSection(studyFacts(study))}`;
  return htmlDocument(
    `${study.title ?? "A study"}: the Triangle of Similarity`,
    markup`${contents(body)}<main${study.models.length > MANY ? markup` class="many"` : []}>
${studyMasthead(study)}${body}</main>
${studyProvenance(study)}${index(study)}`,
  );
}

function index(study: StudyResult): Markup {
  return markup`<script type="application/json" id="pair-index">${asMarkup(scriptJson(pairIndex(study)))}</script>`;
}
