import type { CompareResult } from "../study/results.js";
import { htmlDocument } from "./html-document.js";
import { type Markup, markup } from "./markup.js";
import { caveatsSection } from "./sections/caveats-section.js";
import { classesSection } from "./sections/classes-section.js";
import { connectivitySection } from "./sections/connectivity-section.js";
import { disputedSection } from "./sections/disputed-section.js";
import { examplesSection } from "./sections/examples-section.js";
import { layersSection } from "./sections/layers-section.js";
import { masthead } from "./sections/masthead.js";
import { predictionsSection } from "./sections/predictions-section.js";
import { provenanceSection } from "./sections/provenance-section.js";
import { pruningSection } from "./sections/pruning-section.js";
import { triangleSection } from "./sections/triangle-section.js";

/**
 * The page of a comparison: one HTML file that opens from anywhere and loads nothing, with every number, interval,
 * reason and warning of the results in it.
 *
 * @param result - what `compare` gives; nothing but its values is shown.
 * @returns an HTML document.
 * @throws RangeError where a number is not finite.
 * @example
 * const model = { name: "a", sha256: "", hub: null, parameters: 1, family: "cnn", preprocess: { source: "", config: {} }, pooling: {} };
 * const provenance = { trisim: "", runtime: "", node: "", seed: 0, options: {}, startedAt: "", seconds: 1 };
 * const result = { schema: "trisim/1", models: { a: model, b: model }, data: [], warnings: ["beware"], provenance };
 * renderPage(result).includes("<li>beware</li>"); // => true
 */
export function renderPage(result: CompareResult): string {
  const { a, b } = result.models;
  return htmlDocument(
    `${a.name} and ${b.name}: the Triangle of Similarity`,
    markup`<main>
${masthead(result)}${result.data.length > 0 ? sides(result) : []}${caveatsSection(result)}</main>
${provenanceSection(result)}`,
  );
}

function sides(result: CompareResult): Markup[] {
  const sections = [
    ...[triangleSection, layersSection, examplesSection],
    ...[pruningSection, predictionsSection, classesSection, disputedSection, connectivitySection],
  ];
  return sections.map((section) => section(result));
}
