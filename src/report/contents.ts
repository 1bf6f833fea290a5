import { asMarkup, type Markup, markup } from "./markup.js";

const HEADING = /<h2 id="([\w-]+)">(.*?)<\/h2>/g;

/**
 * Links to the sections of a page, read from their headings.
 *
 * @example
 * contents({ markup: '<h2 id="layers">Layer by layer</h2>' }).markup.includes('href="#layers"'); // => true
 */
export function contents(body: Markup): Markup {
  const links = [...body.markup.matchAll(HEADING)].map(
    ([, id = "", words = ""]) => markup`<li><a href="#${id}">${asMarkup(words)}</a></li>`,
  );
  return links.length === 0
    ? markup``
    : markup`<nav class="contents" aria-label="Sections"><ol>${links}</ol></nav>
`;
}
