import type { DataEntry, StaticSide } from "../../study/results.js";
import { count, intervalText, pValueText } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { numberCell, type Row, renderTable } from "../table.js";

type Score = StaticSide["representation"][string];

const NAMES: Readonly<Record<string, string>> = { cka: "CKA", procrustes: "Procrustes similarity" };

/** The penultimate layers in every measure asked for. */
export function penultimateTable(data: readonly DataEntry[]): Markup {
  const groups = data.map((entry) => {
    const { a, b, ...measures } = entry.static.representation;
    const scores = Object.entries(measures).filter((named): named is [string, Score] => typeof named[1] === "object");
    const title = markup`<bdi>${entry.name}</bdi>, <i>n</i>&nbsp;=&nbsp;${count(entry.n)}: <code><bdi>${a}</bdi></code> of A with <code><bdi>${b}</bdi></code> of B`;
    return { title, rows: scores.map(([name, score]) => scoreRow(entry, name, score)) };
  });
  return renderTable({
    name: "penultimate",
    caption: "The penultimate layers. Threshold: the 95% quantile of unrelated layers; calibrated: 0 there, 1 at 1.",
    columns: ["Measure", "Value", "95% interval", "Chance", "Threshold", "Calibrated", "p"],
    groups,
  });
}

function scoreRow({ reasons }: DataEntry, name: string, score: Score): Row {
  const why = (part: string) => reasonFor(reasons, `static.representation.${name}.${part}`);
  const { interval } = score;
  return {
    head: Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name,
    cells: [
      numberCell(score.score, why("score")),
      interval === null ? { missing: why("interval") } : intervalText(interval),
      numberCell(score.chance, why("chance")),
      numberCell(score.threshold, why("threshold")),
      numberCell(score.calibrated, why("calibrated")),
      numberCell(score.pValue, why("pValue"), pValueText),
    ],
  };
}
