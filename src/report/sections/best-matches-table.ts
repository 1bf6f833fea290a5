import type { DataEntry } from "../../study/results.js";
import { dataName } from "../data-name.js";
import { bestOfRows } from "../figures/layer-map.js";
import { fixed, intervalText, pValueText } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { type Cell, numberCell, type Row, renderTable } from "../table.js";
import { MAPS } from "./layer-figures.js";

type Measure = "cka" | "procrustes";

/** The best match of each layer of A among those of B, by full name. */
export function bestMatchesTable(entry: DataEntry, k: number, measure: Measure): Markup {
  const { a, b, [measure]: values } = entry.static.layers;
  if (values === null) return markup``;
  const rows = bestOfRows(values).map(({ i, j, value }): Row => {
    const beside = measure === "cka" ? ckaCells(entry, i, j) : [chanceCell(entry, measure, i, j)];
    return { head: code(a[i]), cells: [code(b[j]), { shown: fixed(value), value }, ...beside] };
  });
  const beside = measure === "cka" ? ["95% interval", markup`<i>p</i>, corrected for the search`] : ["Chance"];
  const table = renderTable({
    name: `best-matches-${measure}-${dataName(entry, k)}`,
    caption: "Best match of each layer of A",
    columns: ["Layer of A", "Best match in B", MAPS[measure], ...beside],
    groups: [{ title: "", rows }],
  });
  return markup`<details><summary>Best matches by full name</summary>${table}</details>`;
}

/** Every value of a map. */
export function layerTable(entry: DataEntry, k: number, measure: Measure): Markup {
  const { a, b, [measure]: values } = entry.static.layers;
  if (values === null) return markup``;
  const rows = a.map((name, i): Row => {
    const why = (j: number) => reasonFor(entry.reasons, `static.layers.${measure}.${i}.${j}`);
    return { head: code(name), cells: (values[i] ?? []).map((value, j) => numberCell(value, why(j))) };
  });
  const table = renderTable({
    name: `layers-${measure}-${dataName(entry, k)}`,
    caption: `${MAPS[measure]} of each layer of A (rows) with each of B (columns)`,
    columns: ["Layer of A", ...b.map(code)],
    groups: [{ title: "", rows }],
  });
  return markup`<details class="unprinted"><summary>Every value</summary>${table}</details>`;
}

/** How sure the best match of layer i is: its interval, and the p-value of the largest of its row. */
function ckaCells({ static: { layers }, reasons }: DataEntry, i: number, j: number): Cell[] {
  const [interval, p] = [layers.interval[i]?.[j] ?? null, layers.best.a[i]?.pValue ?? null];
  const why = (path: string) => reasonFor(reasons, `static.layers.${path}`);
  return [
    interval === null ? { missing: why(`interval.${i}.${j}`) } : intervalText(interval),
    numberCell(p, why(`best.a.${i}`), pValueText),
  ];
}

function chanceCell({ static: { layers }, reasons }: DataEntry, measure: Measure, i: number, j: number): Cell {
  const why = reasonFor(reasons, `static.layers.chance.${measure}.${i}.${j}`);
  return numberCell(layers.chance[measure]?.[i]?.[j] ?? null, why);
}

function code(name: string | undefined): Markup {
  return markup`<code><bdi>${name ?? ""}</bdi></code>`;
}
