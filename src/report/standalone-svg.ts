const INK = "#1d1f23";
const FONT = "Helvetica, Arial, sans-serif";

/**
 * A figure of the page as a file of its own: the page's colours become the light ones, its font a common one.
 *
 * @param svg - one SVG element whose colours are `var(--name, value)`.
 * @returns an SVG document, its ground transparent.
 * @example
 * standaloneSvg('<svg><path fill="var(--a, #0a62ad)"/></svg>').includes('fill="#0a62ad"'); // => true
 */
export function standaloneSvg(svg: string): string {
  const plain = svg
    .replace(/\b(fill|stroke|style)="[^"]*"/g, lightColours)
    .replace(/font-family="system-ui[^"]*"/g, `font-family="${FONT}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${plain}\n`;
}

function lightColours(attribute: string): string {
  return attribute.replace(/var\(--[\w-]+,\s*([^()]+)\)/g, "$1").replaceAll("currentColor", INK);
}
