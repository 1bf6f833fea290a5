import { type Markup, markup } from "../markup.js";
import { bibtex, cited } from "./bibtex.js";
import { type MethodFacts, methodText } from "./method-text.js";
import { REFERENCES, type Reference, type ReferenceKey } from "./references.js";

/** The methods as a paragraph with citations, for whoever writes about these results; the references, and their BibTeX. */
export function methodsSection(facts: MethodFacts): Markup {
  const sentences = methodText(facts);
  const keys = [...new Set(sentences.flatMap(({ cites }) => cites))];
  const told = sentences.map(({ text, cites }) => {
    const where = cites.length === 0 ? "" : ` (${cites.map(cited).join("; ")})`;
    return `${text}${where}.`;
  });
  return markup`<section aria-labelledby="methods">
<h2 id="methods">How to cite this</h2>
<p class="lead">What was done, in words for a paper.</p>
<blockquote data-copy="The paragraph">${told.join(" ")}</blockquote>
<details><summary>${keys.length} references</summary><ul class="references">${keys.map(reference)}</ul></details>
<details class="unprinted"><summary>BibTeX</summary><pre data-copy="BibTeX" tabindex="0"><code>${bibtex(keys)}</code></pre></details>
</section>
`;
}

function reference(key: ReferenceKey): Markup {
  const { author, title, where, year }: Reference = REFERENCES[key];
  const names = author.split(" and ").map((name) => name.split(", ").toReversed().join(" "));
  return markup`<li>${author === "" ? "" : `${names.join(", ")}. `}<i>${title}</i>. ${where}, ${year}.</li>`;
}
