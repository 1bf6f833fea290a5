/** Text that is HTML or SVG already, and is not escaped again. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a `markup` template; an array is its parts in order. */
export type Insert = string | number | Markup | readonly Insert[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text that means itself in HTML and SVG, between tags and inside quoted attributes alike. Control characters, which
 * no markup can carry, become U+FFFD.
 *
 * @example
 * escapeText('<a b="c">'); // => "&lt;a b=&quot;c&quot;&gt;"
 */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\P{Cc}\t\n\r]/gu, "\ufffd");
}

/**
 * A template of HTML or SVG: the literal parts are kept, everything inserted is escaped unless it is `Markup`.
 *
 * @throws RangeError where an inserted number is not finite: a page never shows NaN.
 * @example
 * markup`<b>${"a < b"}</b>`.markup; // => "<b>a &lt; b</b>"
 */
export function markup(literals: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  const parts = literals.map((literal, index) => literal + (index < inserts.length ? render(inserts[index]) : ""));
  return { markup: parts.join("") };
}

/**
 * Vouches for text made elsewhere, such as a finished figure or a style sheet: it is inserted as it stands.
 *
 * @example
 * markup`${asMarkup("<hr>")}`.markup; // => "<hr>"
 */
export function asMarkup(text: string): Markup {
  return { markup: text };
}

function render(insert: Insert | undefined): string {
  if (insert === undefined) return "";
  if (typeof insert === "string") return escapeText(insert);
  if (typeof insert === "number") return renderNumber(insert);
  if ("markup" in insert) return insert.markup;
  return insert.map(render).join("");
}

function renderNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`markup: cannot show the number ${value}`);
  return String(value);
}
