import type { CompareResult, DataEntry, FunctionalSide } from "../../study/results.js";
import { count, intervalText } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { numberCell, type Row, renderTable } from "../table.js";

type Predictive = NonNullable<FunctionalSide["predictive"]>;

/** Name and reading of each measure: what it counts, what 0 and 1 mean. */
const MEASURES: Readonly<Record<keyof Predictive, readonly [name: string, reading: string]>> = {
  agreement: ["Agreement", "share of examples with the same top-1 class"],
  disagreement: ["Scaled disagreement", "0 the least, 1 the most that the two error rates allow"],
  jsd: ["Jensen–Shannon divergence", "of the class probabilities, in bits: 0 the same, 1 nothing in common"],
  kappa: ["Cohen’s κ", "agreement of the predicted classes beyond chance, 1 all the same"],
  errorConsistency: ["Error consistency", "κ of being right: 0 independent errors, 1 errors on the same examples"],
  sameError: ["Same error", "share with the same wrong class where both are wrong"],
};

/** The functional side: how alike the two models predict, measure by measure. */
export function predictionsSection({ data }: CompareResult): Markup {
  const groups = data.flatMap(({ name, n, functional: { predictive }, reasons }) => {
    if (predictive === null) return [];
    const named = Object.entries(MEASURES) as [keyof Predictive, readonly [string, string]][];
    const rows = named.map(([key, words]) => measureRow(key, words, predictive[key], reasons));
    return [{ title: markup`<bdi>${name}</bdi>, <i>n</i>&nbsp;=&nbsp;${count(n)}`, rows }];
  });
  const table = renderTable({
    caption: "Predictive similarity. Intervals are over the sampling of examples, not of training seeds.",
    columns: ["Measure", "Value", "Chance", "95% interval"],
    groups,
  });
  return markup`<section aria-labelledby="predictions">
<h2 id="predictions">What they predict</h2>
${groups.length > 0 ? table : []}
${data.map(missingParts)}
</section>
`;
}

function measureRow(
  key: keyof Predictive,
  [name, reading]: readonly [string, string],
  { score, chance, interval }: Predictive[keyof Predictive],
  reasons: DataEntry["reasons"],
): Row {
  const why = (part: string) => reasonFor(reasons, `functional.predictive.${key}.${part}`);
  return {
    head: markup`${name} <span class="reading">${reading}</span>`,
    cells: [
      numberCell(score, why("score")),
      numberCell(chance, why("chance")),
      interval === null ? { missing: why("interval") } : intervalText(interval),
    ],
  };
}

function missingParts({ name, functional, reasons }: DataEntry): Markup[] {
  const parts = [
    ["predictive", "Predictive similarity", functional.predictive],
    ["connectivity", "Linear mode connectivity", functional.connectivity],
  ] as const;
  return parts
    .filter(([, , value]) => value === null)
    .map(
      ([key, words]) =>
        markup`<p class="missing">${words} on <bdi>${name}</bdi>: – (${reasonFor(reasons, `functional.${key}`)})</p>`,
    );
}
