import type { CompareResult, DataEntry, DisputedEntry } from "../../study/results.js";
import { count, DASH, fixed, percent } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { dataHeading } from "./data-heading.js";

/** The single examples that the two models disagree on most. Empty where no predictions can be compared. */
export function disputedSection({ data }: CompareResult): Markup {
  const parts = data.flatMap((entry) => {
    const { disputed } = entry.functional;
    return disputed === null ? [] : [dataPart(entry, disputed)];
  });
  if (parts.length === 0) return markup``;
  return markup`<section aria-labelledby="disputed">
<h2 id="disputed">Where they disagree most</h2>
<p class="lead">Of the examples to which the two give different classes, those on which their probabilities are furthest apart: both are sure, and at most one is right.</p>
${parts}
</section>
`;
}

function dataPart(entry: DataEntry, disputed: readonly DisputedEntry[]): Markup {
  const { confusion } = entry.functional;
  const heading = dataHeading({ ...entry, n: confusion?.n ?? entry.n });
  if (disputed.length === 0) return markup`${heading}<p>Both give the same class to every example.</p>`;
  const all = confusion === null ? "" : ` of the ${count(confusion.n - confusion.same)} with different classes`;
  return markup`${heading}<ol class="examples">
${disputed.map((example, i) => item(entry, example, i))}</ol>
<p class="caption">The ${count(disputed.length)}${all}, by the Jensen–Shannon divergence (JSD) of the two models’ probabilities for the example: 1 bit is the most there is.${noPicture(entry, disputed)}</p>
`;
}

function item(entry: DataEntry, example: DisputedEntry, i: number): Markup {
  const { id, a, b, jsd } = example;
  return markup`<li>${picture(entry, example, i)}<p><b>example <bdi>${id}</bdi></b> <span class="aside">JSD ${fixed(jsd)}</span><br><span class="key-a">A</span>: ${verdict(a)}; <span class="key-b">B</span>: ${verdict(b)}.<br>${truth(entry, example, i)}</p></li>
`;
}

function verdict(said: DisputedEntry["a"]): Markup {
  return markup`${named(said)}, ${percent(said.probability)} sure`;
}

function named({ class: c, name }: { readonly class: number; readonly name?: string | undefined }): Markup {
  return markup`<bdi>${name ?? `class ${c}`}</bdi>`;
}

function truth({ reasons }: DataEntry, { a, b, label }: DisputedEntry, i: number): Markup {
  if (label === null) return markup`The label is not known (${reasonFor(reasons, `functional.disputed.${i}.label`)}).`;
  if (label.class === a.class) return markup`The label says ${named(label)}: A is right.`;
  if (label.class === b.class) return markup`The label says ${named(label)}: B is right.`;
  return markup`The label says ${named(label)}: neither is right.`;
}

function picture({ name, reasons }: DataEntry, { id, thumbnail }: DisputedEntry, i: number): Markup {
  if (thumbnail !== null) return markup`<img src="${thumbnail}" alt="Image of example ${id} of ${name}">`;
  const why = reasonFor(reasons, `functional.disputed.${i}.thumbnail`);
  return markup`<span class="no-picture" title="${why}">${DASH}</span>`;
}

function noPicture({ reasons }: DataEntry, disputed: readonly DisputedEntry[]): string {
  const bare = disputed.findIndex(({ thumbnail }) => thumbnail === null);
  return bare < 0 ? "" : ` No picture: ${reasonFor(reasons, `functional.disputed.${bare}.thumbnail`)}.`;
}
