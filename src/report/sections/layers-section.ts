import type { CompareResult, DataEntry } from "../../study/results.js";
import { choice } from "../choice.js";
import { figureBlock } from "../figure-block.js";
import { count, fixed } from "../format.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { bestMatchesTable, layerTable } from "./best-matches-table.js";
import { dataHeading } from "./data-heading.js";
import { type LayerFigure, layerFigures, MAPS, type MapName, SCALES } from "./layer-figures.js";
import { penultimateTable } from "./penultimate-table.js";

/** The static side: layer maps of each data set, and the penultimate layers in every measure asked for. */
export function layersSection({ data }: CompareResult): Markup {
  return markup`<section aria-labelledby="layers">
<h2 id="layers">Layer by layer</h2>
<p class="lead">Which layers of the two networks hold the same geometry? A diagonal says that both build it up in the same order; a block says that many layers of one do what one layer of the other does.</p>
<div class="choosing">
<div class="controls">${choice("measure", { name: "layers-measure", title: "Measure", values: MAPS })}${choice("scale", { name: "layers-scale", title: "Scale", values: SCALES })}</div>
<div class="maps"${roomFor(data)}>${data.map(dataPart)}</div>
</div>
${penultimateTable(data)}
</section>
`;
}

/** Maps stand side by side only where there is room to read them. */
function roomFor(data: readonly DataEntry[]): Markup {
  const layers = Math.max(...data.map((entry) => entry.static.layers.b.length));
  return asMarkup(layers > 14 ? ' style="--map: 48rem"' : "");
}

function dataPart(entry: DataEntry, k: number): Markup {
  const figures = layerFigures(entry, k);
  const missing = (["cka", "procrustes"] as const).filter((map) => entry.static.layers[map] === null);
  return markup`<div>${dataHeading(entry)}${figures.map((figure) => part(entry, k, figure))}${missing.map((map) => missingMap(entry, map))}</div>
`;
}

function missingMap({ reasons }: DataEntry, map: MapName): Markup {
  return markup`<p class="missing" data-measure="${map}">${MAPS[map]} map: – (${reasonFor(reasons, `static.layers.${map}`)})</p>`;
}

function part(entry: DataEntry, k: number, figure: LayerFigure): Markup {
  const { map, scale } = figure;
  const tables =
    (map === "cka" || map === "procrustes") && scale === "raw"
      ? [bestMatchesTable(entry, k, map), layerTable(entry, k, map)]
      : [];
  return markup`<div data-measure="${map}"${scale === null ? [] : markup` data-scale="${scale}"`}>${figureBlock(figure, caption(entry, figure))}${tables}</div>
`;
}

function caption(entry: DataEntry, { map, scale, values }: LayerFigure): Markup {
  const { n } = entry.static.layers;
  const some = n < entry.n ? ` of the ${count(entry.n)}` : "";
  const over = markup`over <i>n</i>&nbsp;=&nbsp;${count(n)}${some} examples`;
  if (map === "within-a" || map === "within-b") {
    const model = map === "within-a" ? "A" : "B";
    return markup`<b>CKA</b> of each layer of ${model} with each other, ${over}. 1 is the same geometry up to rotation and scale.${legend(values, false)}`;
  }
  const of = markup`of each layer of A (rows, input at the top) with each layer of B (columns), ${over}.`;
  const dots = legend(values, true);
  if (scale === "raw") {
    return markup`<b>${MAPS[map]}</b> ${of} 1 is the same geometry up to rotation and scale; ${chanceRange(entry, map)}${drawnHow(entry, map)}. ${computedHow(entry, map)}${dots}`;
  }
  if (map === "cka") {
    return markup`<b>CKA</b> ${of} Chance is 0 for every cell, so nothing is taken off; a cross strikes cells out that unrelated layers come as far as (<i>p</i>&nbsp;&gt;&nbsp;.05, corrected for all cells).${dots}`;
  }
  return markup`<b>${MAPS[map]} above chance</b>, (value − chance)/(1 − chance), ${of} 0 is what unrelated layers give, 1 the same geometry.${dots}`;
}

function legend(values: LayerFigure["values"], matched: boolean): string {
  const known = values.flat();
  const parts = [
    ...(matched ? ["a dot marks the best match in its row, and a line joins these"] : []),
    ...(known.some((value) => value === null) ? ["a dash is a value that is not defined"] : []),
    ...(known.some((value) => value !== null && value < 0) ? ["a minus sign is a value below 0"] : []),
  ].join("; ");
  return parts === "" ? "" : ` ${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

function chanceRange({ static: { layers }, reasons }: DataEntry, map: "cka" | "procrustes"): string {
  const known = layers.chance[map]?.flat().filter((value) => value !== null) ?? [];
  if (known.length === 0) return `chance is not given (${reasonFor(reasons, `static.layers.chance.${map}`)})`;
  const [low, high] = [fixed(Math.min(...known)), fixed(Math.max(...known))];
  return low === high ? `chance is ${low}` : `chance lies between ${low} and ${high}`;
}

/** What the chance of the map was drawn with, where it was drawn. */
function drawnHow({ static: { layers } }: DataEntry, map: MapName): string {
  const draws = map === "procrustes" ? layers.draws.procrustes : null;
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
function computedHow({ static: { plan } }: DataEntry, map: MapName): string {
  if (map !== "cka") return "";
  const { route, batch, why, precision } = plan.layers;
  const how = batch === null ? `in ${precision}` : `of ${batch} examples: ${why}`;
  return `${ROUTES[route]}, ${how}.`;
}
