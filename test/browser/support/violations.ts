import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe-core finds that keeps people out, and headings without a name: rule, number of elements, and the first of them. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated from outside: the page itself runs no script but its own.
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations
      .filter(({ id, impact }) => impact === "serious" || impact === "critical" || id === "empty-table-header")
      .map(({ id, nodes }) => id + " × " + nodes.length + ": " + nodes[0].html.slice(0, 160)))`,
  );
  return found as string[];
}
