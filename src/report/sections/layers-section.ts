import type { CompareResult, DataEntry, StaticSide } from "../../study/results.js";
import { bestOfRows, layerMap } from "../figures/layer-map.js";
import { count, fixed, intervalText, pValueText } from "../format.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { type Cell, numberCell, type Row, renderTable } from "../table.js";
import { dataHeading } from "./data-heading.js";

const MAPS = { cka: "CKA", procrustes: "Procrustes similarity" } as const;

type MapName = keyof typeof MAPS;
type Score = StaticSide["representation"][string];

/** The static side: layer maps of each data set, and the penultimate layers in every measure asked for. */
export function layersSection({ data }: CompareResult): Markup {
  return markup`<section aria-labelledby="layers">
<h2 id="layers">Layer by layer</h2>
<p class="lead">Which layers of the two networks hold the same geometry? A diagonal says that both build it up in the same order; a block says that many layers of one do what one layer of the other does.</p>
${data.map((entry) => [dataHeading(entry), layerFigure(entry, "cka"), layerFigure(entry, "procrustes")])}
${penultimateTable(data)}
</section>
`;
}

function layerFigure(entry: DataEntry, name: MapName): Markup {
  const { a, b, chance, [name]: values } = entry.static.layers;
  if (values === null) {
    return markup`<p class="missing">${MAPS[name]} map: – (${reasonFor(entry.reasons, `static.layers.${name}`)})</p>`;
  }
  const svg = layerMap({ measure: MAPS[name], a, b, values, chance: chance[name] });
  return markup`<figure><div class="scroll wide" tabindex="0">${asMarkup(svg)}</div>
<figcaption><b>${MAPS[name]}</b> of each layer of A (rows, input at the top) with each layer of B (columns), over <i>n</i>&nbsp;=&nbsp;${count(entry.n)} examples. 1 is the same geometry up to rotation and scale; ${chanceRange(entry, name)}${drawnHow(entry, name)}. ${computedHow(entry, name)}A dot marks the best match in its row${values.flat().some((value) => value === null) ? ", a dash a value that is not defined" : ""}${values.flat().some((value) => value !== null && value < 0) ? ", a minus sign a value below 0" : ""}.
${bestMatches(entry, name, values)}</figcaption></figure>
`;
}

function chanceRange({ static: { layers }, reasons }: DataEntry, name: MapName): string {
  const known = layers.chance[name]?.flat().filter((value) => value !== null) ?? [];
  if (known.length === 0) return `chance is not given (${reasonFor(reasons, `static.layers.chance.${name}`)})`;
  const [low, high] = [fixed(Math.min(...known)), fixed(Math.max(...known))];
  return low === high ? `chance is ${low}` : `chance lies between ${low} and ${high}`;
}

/** What the chance of the map was drawn with, where it was drawn. */
function drawnHow({ static: { layers } }: DataEntry, name: MapName): string {
  const draws = name === "procrustes" ? layers.draws.procrustes : null;
  if (draws === null) return "";
  const { permutations, seed } = draws;
  return `, each cell’s the mean of the same ${permutations} permutations of the examples (seed ${seed}): too few for a threshold`;
}

const ROUTES = {
  features: "Computed from products of features",
  gram: "Computed from all entries of the Gram matrices",
  minibatch: "Estimated from minibatches",
} as const;

/** By which route the map was made, and why where it is only an estimate. */
function computedHow({ static: { plan } }: DataEntry, name: MapName): string {
  if (name !== "cka") return "";
  const { route, batch, why, precision } = plan.layers;
  const how = batch === null ? `in ${precision}` : `of ${batch} examples: ${why}`;
  return `${ROUTES[route]}, ${how}. `;
}

function bestMatches(entry: DataEntry, name: MapName, values: readonly (readonly (number | null)[])[]): Markup {
  const { a, b } = entry.static.layers;
  const rows = bestOfRows(values).map(({ i, j, value }): Row => {
    const beside = name === "cka" ? ckaCells(entry, i, j) : [chanceCell(entry, name, i, j)];
    return { head: code(a[i]), cells: [code(b[j]), fixed(value), ...beside] };
  });
  const beside = name === "cka" ? ["95% interval", markup`<i>p</i>, corrected for the search`] : ["Chance"];
  const columns = ["Layer of A", "Best match in B", MAPS[name], ...beside];
  const table = renderTable({ caption: "Best match of each layer of A", columns, groups: [{ title: "", rows }] });
  return markup`<details><summary>Best matches by full name</summary>${table}</details>`;
}

/** How sure the best match of layer i is: its interval, and the p-value of the largest of its row. */
function ckaCells({ static: { layers }, reasons }: DataEntry, i: number, j: number): Cell[] {
  const [interval, p] = [layers.interval[i]?.[j] ?? null, layers.best.a[i]?.pValue ?? null];
  const why = (path: string) => ({ missing: reasonFor(reasons, `static.layers.${path}`) });
  return [
    interval === null ? why(`interval.${i}.${j}`) : intervalText(interval),
    p === null ? why(`best.a.${i}`) : pValueText(p),
  ];
}

function chanceCell({ static: { layers }, reasons }: DataEntry, name: MapName, i: number, j: number): Cell {
  const why = reasonFor(reasons, `static.layers.chance.${name}.${i}.${j}`);
  return numberCell(layers.chance[name]?.[i]?.[j] ?? null, why);
}

function code(name: string | undefined): Markup {
  return markup`<code><bdi>${name ?? ""}</bdi></code>`;
}

function penultimateTable(data: readonly DataEntry[]): Markup {
  const groups = data.map((entry) => {
    const { a, b, ...measures } = entry.static.representation;
    const scores = Object.entries(measures).filter((named): named is [string, Score] => typeof named[1] === "object");
    const title = markup`<bdi>${entry.name}</bdi>, <i>n</i>&nbsp;=&nbsp;${count(entry.n)}: ${code(a)} of A with ${code(b)} of B`;
    return { title, rows: scores.map(([name, score]) => scoreRow(entry, name, score)) };
  });
  return renderTable({
    caption: "The penultimate layers. Threshold: the 95% quantile of unrelated layers; calibrated: 0 there, 1 at 1.",
    columns: ["Measure", "Value", "95% interval", "Chance", "Threshold", "Calibrated", "p"],
    groups,
  });
}

function scoreRow({ reasons }: DataEntry, name: string, score: Score): Row {
  const why = (part: string) => reasonFor(reasons, `static.representation.${name}.${part}`);
  const { interval } = score;
  return {
    head: Object.hasOwn(MAPS, name) ? MAPS[name as MapName] : name,
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
