import type { CompareResult, DataEntry, InfluentialEntry } from "../../study/results.js";
import { count, DASH, fixed } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { dataHeading } from "./data-heading.js";

/** The single examples that the static side's value owes most to, with their pictures. */
export function examplesSection({ data }: CompareResult): Markup {
  return markup`<section aria-labelledby="examples">
<h2 id="examples">The examples that count most</h2>
<p class="lead">Does the similarity rest on a few examples? Each was left out in turn; shown are those whose removal moves the CKA of the two penultimate layers most.</p>
${data.map(dataPart)}
</section>
`;
}

function dataPart(entry: DataEntry): Markup {
  const { examples, reasons } = entry;
  const heading = dataHeading(entry);
  if (examples === null) return markup`${heading}<p class="missing">– (${reasonFor(reasons, "examples")})</p>`;
  return markup`${heading}<ol class="examples">
${examples.map((example, i) => item(entry, example, i))}</ol>
<p class="caption">${caption(entry, examples)}</p>
`;
}

function item(entry: DataEntry, example: InfluentialEntry, i: number): Markup {
  const { id, why, influence } = example;
  return markup`<li>${picture(entry, example, i)}<p><b>example <bdi>${id}</bdi></b> <span class="aside">influence ${fixed(influence)}</span><br>${effect(influence)}: ${why}</p></li>
`;
}

function picture({ name, reasons }: DataEntry, { id, thumbnail }: InfluentialEntry, i: number): Markup {
  if (thumbnail !== null) return markup`<img src="${thumbnail}" alt="Image of example ${id} of ${name}">`;
  const why = reasonFor(reasons, `examples.${i}.thumbnail`);
  return markup`<span class="no-picture" title="${why}">${DASH}</span>`;
}

function effect(influence: number): Markup {
  if (influence === 0) return markup`moves nothing`;
  return influence > 0
    ? markup`<span class="up"><span aria-hidden="true">▲</span> holds the score up</span>`
    : markup`<span class="down"><span aria-hidden="true">▼</span> pulls the score down</span>`;
}

function caption({ n, static: { representation }, reasons }: DataEntry, examples: readonly InfluentialEntry[]): Markup {
  const { score = null } = representation.cka ?? {};
  const all = score === null ? "" : `, ${fixed(score)}`;
  const bare = examples.findIndex(({ thumbnail }) => thumbnail === null);
  const missing = bare < 0 ? "" : ` No picture: ${reasonFor(reasons, `examples.${bare}.thumbnail`)}.`;
  return markup`Influence is (<i>n</i>&nbsp;−&nbsp;1) times what the CKA of all <i>n</i>&nbsp;=&nbsp;${count(n)} examples${all}, is above that without the example. The interval of the CKA comes from the spread of all influences.${missing}`;
}
