import type { Estimate, LeftOut, Verdict } from "../../study/findings/evidence.js";
import type { FamilyTest } from "../../study/findings/family-finding.js";
import type { Findings } from "../../study/findings/findings.js";
import type { StudyResult } from "../../study/results/study.js";
import { fixed, intervalText, pValueText, unbroken } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { type Cell, numberCell, type Row, renderTable, type Table } from "../table.js";

const TITLES: Readonly<Record<keyof Findings, string>> = {
  family: "Family dominates",
  pruning: "Self-similarity follows accuracy under pruning",
  regulariser: "Pruning brings networks closer",
};

/** The findings as sentences, each with its evidence below. */
export function findingsSection({ findings }: StudyResult): Markup {
  const { family, pruning, regulariser } = findings;
  return markup`<section aria-labelledby="findings">
<h2 id="findings">What may be concluded</h2>
<div class="findings">
${finding(TITLES.family, family, [familyTable(family)])}
${finding(TITLES.pruning, pruning, [pruningTable(pruning), untestedList(pruning.untested)])}
${finding(TITLES.regulariser, regulariser, [regulariserTable(regulariser)])}
</div>
</section>
`;
}

interface Told {
  readonly verdict: Verdict;
  readonly sentence: string;
  /** What stands beside the claim. */
  readonly details?: readonly string[];
  readonly caveats: readonly string[];
}

function finding(title: string, told: Told, evidence: readonly Markup[]): Markup {
  const { verdict, sentence, details = [], caveats } = told;
  return markup`<article class="finding">
<div><p class="verdict ${verdict.replace(" ", "-")}">${verdict}</p>
<h3>${title}</h3>
${said(sentence)}</div>
<div class="caveats">${caveats.map((caveat) => markup`<p class="caption">${caveat}</p>`)}</div>
<details><summary>The evidence<span class="hidden"> for: ${title}</span></summary>${list(details)}${evidence}</details>
</article>
`;
}

/** The claim in front, its numbers below. */
function said(text: string): Markup {
  const sentence = unbroken(text);
  const at = sentence.search(/: |, (?=most clearly )/);
  if (at < 0) return markup`<p class="claim">${sentence}</p>`;
  return markup`<p class="claim">${sentence.slice(0, at + 1)}</p>
<p class="numbers">${sentence.slice(at + 2)}</p>`;
}

function familyTable({ tests }: Findings["family"]): Markup {
  const columns = ["Test", "AUC, 95% interval", "d′", "Gap", "Silhouette", "PERMANOVA R²", "p", "Models", "Verdict"];
  const groups = (["all", "one"] as const).flatMap((twins) => {
    const of = tests.filter((test) => test.twins === twins);
    return of.length === 0 ? [] : [{ title: GROUPS[twins], rows: of.map(familyRow) }];
  });
  const caption =
    "AUC: the probability that a pair of one family is more alike than a pair of two, ½ where families say nothing; d′ and gap: 0 there. p by giving the families’ names to the models at random.";
  return renderTable({ name: "finding-family", caption, columns, groups });
}

const GROUPS = { all: "All seed twins", one: "One of each set of seed twins" } as const;

function familyRow(test: FamilyTest): Row {
  const { reasons, permanova } = test;
  const why = (key: string) => reasons[key] ?? reasons.verdict ?? "not defined";
  return {
    head: markup`<bdi>${test.data}</bdi>, ${test.side} <span class="aside">${test.scale}</span>`,
    cells: [
      estimateCell(test.auc, why("auc")),
      numberCell(test.dPrime.value, why("dPrime")),
      numberCell(test.gap.value, why("gap")),
      numberCell(test.silhouette, why("silhouette")),
      numberCell(permanova?.r2 ?? null, why("permanova")),
      numberCell(permanova?.pValue ?? null, why("permanova"), pValueText),
      String(test.models.length),
      test.verdict,
    ],
  };
}

function pruningTable({ tests }: Findings["pruning"]): Markup {
  const rows = tests.map((test): Row => {
    const { pooled, withinFamilies, sharpness } = test;
    return {
      head: markup`<bdi>${test.data}</bdi>`,
      cells: [
        numberCell(test.rawR, test.reasons.rawR ?? "not defined"),
        estimateCell(pooled.r, pooled.reasons.r ?? "not defined"),
        numberCell(pooled.test?.pValue ?? null, pooled.reasons.test ?? "not testable", pValueText),
        estimateCell(withinFamilies.r, withinFamilies.reasons.r ?? "not defined"),
        numberCell(withinFamilies.test?.pValue ?? null, withinFamilies.reasons.test ?? "not testable", pValueText),
        estimateCell(sharpness.mean, sharpness.reasons.mean ?? "not defined"),
        numberCell(sharpness.test?.pValue ?? null, sharpness.reasons.test ?? "not testable", pValueText),
        String(test.models.length),
      ],
    };
  });
  const perModel = tests.map((test) =>
    table({
      name: `finding-pruning-models-${tests.indexOf(test) + 1}`,
      caption: markup`Each model on <bdi>${test.data}</bdi>: r of self-CKA and accuracy above chance over the levels, and how much larger the area under the first is.`,
      columns: ["Model", "r", "Sharpness"],
      rows: test.perModel.map(({ model, r, sharpness }) => ({
        head: markup`<bdi>${model}</bdi>`,
        cells: [numberCell(r, "one of the two does not change"), numberCell(sharpness, "")],
      })),
    }),
  );
  const columns = [
    "Data",
    "r, raw",
    "r, levels’ means removed",
    "p",
    "r within families",
    "p",
    "Sharpness",
    "p",
    "Models",
  ];
  const caption =
    "The raw r is high by itself, since both fall as weights go: it describes, and tests nothing. p by exchanging whole accuracy curves between models.";
  return markup`${table({ name: "finding-pruning", caption, columns, rows })}${perModel}`;
}

function regulariserTable({ pairs, untested }: Findings["regulariser"]): Markup {
  const rows = pairs
    .toSorted((one, other) => one.adjusted - other.adjusted || other.gain - one.gain)
    .map(
      (pair): Row => ({
        head: markup`<bdi>${pair.a}</bdi> and <bdi>${pair.b}</bdi> <span class="aside"><bdi>${pair.data}</bdi></span>`,
        muted: !pair.supported,
        cells: [
          String(pair.level),
          markup`${fixed(pair.gain)} <span class="aside">${intervalText(pair.interval)}</span>`,
          numberCell(pair.pValue, "", pValueText),
          numberCell(pair.adjusted, "", pValueText),
          pair.supported ? "yes" : "no",
        ],
      }),
    );
  const none = untested.map(({ data, a, b, why }) => ({ data, leftOut: [], reason: `${a} and ${b}: ${why}` }));
  return markup`${table({
    name: "finding-regulariser",
    caption:
      "The gain of each pair that stands out most, its level, and p: first for that pair, then by Holm over all pairs.",
    columns: ["Pair", "Level", "Gain, 95% interval", "p", "p, all pairs", "Above 0"],
    rows,
    sortable: true,
  })}${untestedList(none)}`;
}

function untestedList(untested: readonly { data: string; leftOut: readonly LeftOut[]; reason: string }[]): Markup {
  return list([...new Set(untested.map(({ data, reason }) => `${data}: ${reason}`))]);
}

function list(sentences: readonly string[]): Markup {
  return sentences.length === 0
    ? markup``
    : markup`<ul class="reasons">${sentences.map((text) => markup`<li>${unbroken(text)}</li>`)}</ul>`;
}

function estimateCell({ value, interval }: Estimate, why: string): Cell {
  if (value === null) return { missing: why };
  return interval === null
    ? fixed(value)
    : markup`${fixed(value)} <span class="aside">${intervalText(interval)}</span>`;
}

function table({ rows, ...rest }: Omit<Table, "groups"> & { readonly rows: readonly Row[] }): Markup {
  return renderTable({ ...rest, groups: [{ title: "", rows }] });
}
