import type { CompareResult, DataEntry, FunctionalSide } from "../../study/results.js";
import { count, fixed, intervalText, percent } from "../format.js";
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
  const groups = data.flatMap((entry) => [...basisGroup(entry), ...probeGroup(entry)]);
  const table = renderTable({
    name: "predictive",
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

interface Group {
  readonly title: Markup;
  readonly rows: readonly Row[];
}

/** The measures that the side rests on: of the models' own predictions or, where these cannot be compared, of probes. */
function basisGroup(entry: DataEntry): Group[] {
  const { basis, n, predictive, probe } = entry.functional;
  if (predictive === null) return [];
  const by = basis === "probe" && probe !== null ? probeWords(probe) : "";
  const rows = measureRows(predictive, "functional.predictive", entry.reasons);
  return [{ title: title(entry, n, by), rows: [...rows, ...temperatureRow(entry)] }];
}

/** Those of probes beside the models' own. */
function probeGroup(entry: DataEntry): Group[] {
  const { basis, probe } = entry.functional;
  if (basis === "probe" || probe === null || probe.predictive === null) return [];
  const rows = measureRows(probe.predictive, "functional.probe.predictive", entry.reasons);
  return [{ title: title(entry, probe.n, probeWords(probe)), rows }];
}

function title({ name }: DataEntry, n: number, by: string): Markup {
  return markup`<bdi>${name}</bdi>, <i>n</i>&nbsp;=&nbsp;${count(n)}${by}`;
}

function probeWords({ nFitted, accuracy }: NonNullable<FunctionalSide["probe"]>): string {
  const right = [accuracy.a, accuracy.b].map((share) => (share === null ? "–" : percent(share))).join(" and ");
  return `, by linear probes on the penultimate layers (fitted on ${count(nFitted)} other examples, right on ${right})`;
}

function measureRows(predictive: Predictive, path: string, reasons: DataEntry["reasons"]): Row[] {
  const named = Object.entries(MEASURES) as [keyof Predictive, readonly [string, string]][];
  return named.map(([key, words]) => scoreRow(words, predictive[key], `${path}.${key}`, reasons));
}

/** The divergence of probabilities that are right on average, where they were asked for. */
function temperatureRow({ functional: { temperature }, reasons }: DataEntry): Row[] {
  if (temperature === null) return [];
  const { a, b, n, nFitted, jsd } = temperature;
  const t = [a, b].map((value) => (value === null ? "–" : fixed(value))).join(" and ");
  const reading = `logits over ${t}, fitted on ${count(nFitted)} examples, compared on the ${count(n)} others`;
  return [
    scoreRow(
      ["Jensen–Shannon divergence, at calibrated temperatures", reading],
      jsd,
      "functional.temperature.jsd",
      reasons,
    ),
  ];
}

function scoreRow(
  [name, reading]: readonly [string, string],
  { score, chance, interval }: Predictive[keyof Predictive],
  path: string,
  reasons: DataEntry["reasons"],
): Row {
  const why = (part: string) => reasonFor(reasons, `${path}.${part}`);
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
