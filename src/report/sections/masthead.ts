import type { CompareResult, ModelEntry } from "../../study/results.js";
import { elide } from "../elide.js";
import { count, percent } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { reasonFor } from "../reason-for.js";
import { numberCell, renderTable } from "../table.js";

/** Longest name in the title; the cards below have it in full. */
const TITLE_LENGTH = 48;

const FAMILIES = {
  cnn: "convolutional network",
  vit: "vision transformer",
  vlm: "vision–language model",
  other: "other architecture",
} as const;

/** The top of the page: who is compared, and how accurate both are on each data set. */
export function masthead(result: CompareResult): Markup {
  const { a, b } = result.models;
  return markup`<header>
<p class="eyebrow">The Triangle of Similarity</p>
<h1><bdi>${elide(a.name, TITLE_LENGTH)}</bdi> <span class="and">and</span> <bdi>${elide(b.name, TITLE_LENGTH)}</bdi></h1>
<div class="models">${modelCard("a", a)}${modelCard("b", b)}</div>
${result.data.length > 0 ? accuracyTable(result) : markup`<p>No data set was compared.</p>`}
${pointer(result)}
</header>
`;
}

function modelCard(letter: "a" | "b", model: ModelEntry): Markup {
  return markup`<p class="model ${letter}"><span class="letter" aria-hidden="true">${letter.toUpperCase()}</span> <strong><bdi>${model.name}</bdi></strong><br>${kind(model)}</p>
`;
}

function kind({ family, parameters }: ModelEntry): string {
  return parameters === null ? "saved activations" : `${FAMILIES[family]}, ${count(parameters)} parameters`;
}

function accuracyTable({ data }: CompareResult): Markup {
  const rows = data.map(({ name, role, n, functional, reasons }) => ({
    head: markup`<bdi>${name}</bdi> <span class="aside">${role === "id" ? "in" : "out of"} distribution</span>`,
    cells: [
      functional.basis === "probe" ? `${count(functional.n)} by probes` : count(n),
      numberCell(functional.accuracy.a, reasonFor(reasons, "functional.accuracy.a"), percent),
      numberCell(functional.accuracy.b, reasonFor(reasons, "functional.accuracy.b"), percent),
    ],
  }));
  const columns = ["Data", markup`Examples <i>n</i>`, "Accuracy of A", "Accuracy of B"];
  return renderTable({ name: "accuracy", caption: "Top-1 accuracy", columns, groups: [{ title: "", rows }] });
}

function pointer({ warnings, data }: CompareResult): Markup {
  const reasons = data.reduce((sum, entry) => sum + Object.keys(entry.reasons).length, 0);
  if (warnings.length + reasons === 0) return markup``;
  const parts = [
    ...(warnings.length > 0 ? [counted(warnings.length, "warning")] : []),
    ...(reasons > 0 ? [`${counted(reasons, "value")} not given`] : []),
  ];
  return markup`<p class="pointer">${parts.join(", ")}: <a href="#caveats">what to keep in mind</a>.</p>`;
}

function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}
