import type { CompareResult } from "../study/results.js";
import { contents } from "./contents.js";
import { htmlDocument } from "./html-document.js";
import { type Markup, markup } from "./markup.js";
import { comparisonFacts } from "./methods/facts-of.js";
import { methodsSection } from "./methods/methods-section.js";
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
import type { Yardstick } from "./yardstick.js";

/** What a page may show besides the results. */
export interface PageOptions {
  readonly yardstick?: Yardstick | null;
}

/**
 * The page of a comparison: one HTML file that opens from anywhere and loads nothing, with every number, interval,
 * reason and warning of the results in it.
 *
 * @param result - what `compare` gives; nothing but its values is shown.
 * @param options.yardstick - what another pair scores, shown beside the triangle.
 * @returns an HTML document.
 * @throws RangeError where a number is not finite.
 * @example
 * const model = { name: "a", sha256: "", hub: null, parameters: 1, family: "cnn", preprocess: { source: "", config: {} }, pooling: {} };
 * const provenance = { trisim: "", runtime: "", node: "", seed: 0, options: {}, command: null, startedAt: "", seconds: 1 };
 * const result = { schema: "trisim/1", models: { a: model, b: model }, data: [], warnings: ["beware"], provenance };
 * renderPage(result).includes("<li>beware</li>"); // => true
 */
export function renderPage(result: CompareResult, { yardstick = null }: PageOptions = {}): string {
  const { a, b } = result.models;
  const body = markup`${result.data.length > 0 ? sides(result, yardstick) : []}${caveatsSection(result)}${result.data.length > 0 ? methodsSection(comparisonFacts(result)) : []}`;
  return htmlDocument(
    `${a.name} and ${b.name}: the Triangle of Similarity`,
    markup`${contents(body)}<main>
${masthead(result)}${body}</main>
${provenanceSection(result)}`,
  );
}

function sides(result: CompareResult, yardstick: Yardstick | null): Markup[] {
  const sections = [
    ...[layersSection, examplesSection, connectivitySection],
    ...[pruningSection, predictionsSection, classesSection, disputedSection],
  ];
  return [triangleSection(result, yardstick), ...sections.map((section) => section(result))];
}
