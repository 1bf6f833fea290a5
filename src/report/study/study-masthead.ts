import type { StudyResult } from "../../study/results/study.js";
import { elide } from "../elide.js";
import { count } from "../format.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { dataInk } from "../palette.js";
import { familiesOf, familyName } from "./families.js";

const TITLE_LENGTH = 80;

/** The top of a study's page: what was compared on what. */
export function studyMasthead(study: StudyResult): Markup {
  const { title, models, data, pairs, warnings } = study;
  const families = familiesOf(models);
  const failed = models.filter(({ failure }) => failure !== null);
  return markup`<header>
<p class="eyebrow">The Triangle of Similarity: a study</p>
<h1><bdi>${elide(title ?? "Which networks are alike?", TITLE_LENGTH)}</bdi></h1>
<p class="lead">${counted(models.length, "network")} of ${counted(families.length, "family", "families")}, each pair (${count(pairs.length)} of them) seen from three sides: how alike they arrange examples, how alike they answer, and how alike they take pruning.</p>
<ul class="key row">${families.map((family) => markup`<li>${familyName(families, family)} <span class="aside">${count(models.filter((model) => model.family === family).length)}</span></li>`)}</ul>
<ul class="key">${data.map(({ name, role, n }, k) => markup`<li><span aria-hidden="true" style="color: ${asMarkup(dataInk(k))}">${role === "ood" ? "○" : "●"}</span> <bdi>${name}</bdi>, ${role === "id" ? "in" : "out of"} distribution, <i>n</i>&nbsp;=&nbsp;${count(n)}</li>`)}</ul>
${failed.length === 0 ? [] : markup`<ul class="warnings">${failed.map(({ name, failure }) => markup`<li><bdi>${name}</bdi> failed and is missing from everything below: ${failure ?? ""}.</li>`)}</ul>`}
${warnings.length === 0 ? [] : markup`<p class="pointer">${counted(warnings.length, "warning")}: <a href="#caveats">what to keep in mind</a>.</p>`}
</header>
`;
}

function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}
