import { type Insert, type Markup, markup } from "../markup.js";

export type Fact = readonly [name: Insert, value: Insert];

/** A list of facts under its title; empty where there is none. */
export function facts(title: Insert, entries: readonly Fact[]): Markup {
  if (entries.length === 0) return markup``;
  return markup`<h3>${title}</h3>
<dl class="facts">${entries.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
`;
}

/** A value as JSON. */
export function json(value: unknown): Markup {
  return code(JSON.stringify(value) ?? "");
}

/** Text that a machine reads, such as a hash. */
export function code(text: string): Markup {
  return markup`<code><bdi>${text}</bdi></code>`;
}
