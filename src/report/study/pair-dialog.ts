import { figureBlock, slug } from "../figure-block.js";
import { layerMap } from "../figures/layer-map.js";
import { count, DASH, fixed } from "../format.js";
import { asMarkup, type Markup, markup } from "../markup.js";
import type { PairCard, PairIndex, PairOnSet } from "./pair-card.js";

const SIDES = ["static", "functional", "sparsity"] as const;

/** Maps of more layers than this stand one below the other. */
const BESIDE = 14;

/** What is shown of a pair once it is opened: its values, its layer maps, the way to its comparison. */
export function pairDialog(index: PairIndex, pair: PairCard): Markup {
  return markup`<button type="button" class="close">close</button>
<h2><bdi>${pair.a}</bdi> <span class="and">and</span> <bdi>${pair.b}</bdi></h2>
${pair.failure === null ? sets(index, pair) : markup`<p class="missing">The pair failed: ${pair.failure}.</p>`}`;
}

function sets({ layers }: PairIndex, pair: PairCard): Markup {
  const most = Math.max(0, ...pair.on.map(({ columns }) => layers[columns]?.length ?? 0));
  return markup`<div class="maps"${asMarkup(most > BESIDE ? ' style="--map: 46rem"' : ' style="--map: 27rem"')}>${pair.on.map((on) => onSet(layers, pair, on))}</div>
${pair.page === null ? [] : markup`<p><a href="${pair.page}">The whole comparison</a></p>`}`;
}

function onSet(layers: PairIndex["layers"], pair: PairCard, on: PairOnSet): Markup {
  const missing = on.sides.flatMap((value, k) => (typeof value === "string" ? [`${SIDES[k]}: ${value}`] : []));
  const values = on.sides.map((value, k) => `${SIDES[k]} ${typeof value === "string" ? DASH : fixed(value)}`);
  return markup`<div><h3><bdi>${on.data}</bdi></h3>
<p>${values.join(" · ")}</p>
${missing.map((why) => markup`<p class="missing">– (${why})</p>`)}${mapPart(layers, pair, on)}</div>
`;
}

function mapPart(layers: PairIndex["layers"], { a, b }: PairCard, { data: _, ...on }: PairOnSet): Markup {
  if (on.map === null) return markup`<p class="missing">– (no layer map)</p>`;
  const [rows, columns] = [layers[on.rows] ?? [], layers[on.columns] ?? []];
  const drawn = layerMap({
    ...{ measure: "CKA", of: ["A", "B"], struck: null, beside: [], rows, columns },
    values: valuesOf(on.map, rows.length, columns.length),
  });
  const name = `layers-cka-${slug(a, "a")}-${slug(b, "b")}-${on.file}`;
  return figureBlock(
    { name, ...drawn },
    markup`<b>CKA</b> of each layer of A, <bdi>${a}</bdi> (rows, input at the top), with each of B, <bdi>${b}</bdi> (columns), to the nearest .008; <i>n</i>&nbsp;=&nbsp;${count(on.n)}. A dot marks the best match in its row.`,
  );
}

function valuesOf(bytes: string, height: number, width: number): (number | null)[][] {
  const values = Array.from(atob(bytes), (character) => character.charCodeAt(0)).map((byte) =>
    byte === 0 ? null : (byte - 128) / 127,
  );
  return Array.from({ length: height }, (_, i) => values.slice(i * width, (i + 1) * width));
}
