import type { CompareResult, DataEntry } from "../../study/results.js";
import { type Insert, type Markup, markup } from "../markup.js";

/** Every warning, and every value that is not given with its reason. */
export function caveatsSection({ warnings, data }: CompareResult): Markup {
  const warned = warnings.map((warning) => markup`<li>${warning}</li>`);
  return markup`<section aria-labelledby="caveats">
<h2 id="caveats">What to keep in mind</h2>
<h3>Warnings</h3>
${warned.length > 0 ? markup`<ul class="warnings">${warned}</ul>` : markup`<p>None.</p>`}
${data.length > 0 ? markup`<h3>Values that are not given</h3>` : []}
${data.map(reasonList)}
</section>
`;
}

function reasonList({ name, reasons }: DataEntry): Markup {
  const texts = [...new Set(Object.values(reasons))];
  const items = texts.map((text) => {
    const paths = Object.keys(reasons).filter((path) => reasons[path] === text);
    return markup`<dt>${text}</dt><dd>${paths.map((path, index) => breakable(path, index))}</dd>`;
  });
  const list = items.length > 0 ? markup`<dl>${items}</dl>` : markup`<p>None: every value is given.</p>`;
  return markup`<h4><bdi>${name}</bdi></h4>
${list}
`;
}

function breakable(path: string, index: number): Insert {
  return [index > 0 ? " " : "", markup`<code>${path}</code>`];
}
