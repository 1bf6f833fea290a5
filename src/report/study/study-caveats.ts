import type { StudyResult } from "../../study/results/study.js";
import { count } from "../format.js";
import { type Markup, markup } from "../markup.js";

interface Reasoned {
  readonly where: string;
  readonly reasons: Readonly<Record<string, string>>;
}

/** Reasons that differ in their numbers alone. */
interface Found {
  readonly texts: readonly string[];
  /** The first value that is not given, and of how many it stands for. */
  readonly first: string;
  readonly values: number;
}

/** Every warning, and every reason why a value is not given, with how many values it stands for. */
export function studyCaveats(study: StudyResult): Markup {
  const warned = study.warnings.map((warning) => markup`<li>${warning}</li>`);
  const found = new Map<string, Found>();
  for (const { where, reasons } of reasoned(study))
    for (const [path, text] of Object.entries(reasons)) {
      const kind = text.replace(/\d+(\.\d+)?/g, "#");
      const { texts, first, values } = found.get(kind) ?? { texts: [], first: `${where} ${path}`, values: 0 };
      found.set(kind, { texts: texts.includes(text) ? texts : [...texts, text], first, values: values + 1 });
    }
  const items = [...found.values()].map(({ texts, first, values }) => {
    const alike = texts.length === 1 ? "" : ` for this reason or one with other numbers`;
    return markup`<dt>${texts[0] ?? ""}</dt><dd>${count(values)} ${values === 1 ? "value" : "values"}${alike}, such as <code><bdi>${first}</bdi></code></dd>`;
  });
  return markup`<section aria-labelledby="caveats">
<h2 id="caveats">What to keep in mind</h2>
<p>Intervals are over the sampling of examples, not of training seeds, unless they say that they leave out models.</p>
<h3>Warnings</h3>
${warned.length > 0 ? markup`<ul class="warnings">${warned}</ul>` : markup`<p>None.</p>`}
<h3>Values that are not given</h3>
${items.length > 0 ? markup`<dl>${items}</dl>` : markup`<p>None: every value is given.</p>`}
</section>
`;
}

function reasoned({ reasons, models, pairs }: StudyResult): Reasoned[] {
  return [
    { where: "", reasons },
    ...models.flatMap((model) =>
      model.data.map((on) => ({ where: `${model.name} on ${on.name}:`, reasons: on.reasons })),
    ),
    ...pairs.flatMap((pair) =>
      pair.data.map((on) => ({ where: `${pair.a} and ${pair.b} on ${on.name}:`, reasons: on.reasons })),
    ),
  ];
}
