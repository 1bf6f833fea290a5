import { asMarkup, type Insert, markup } from "./markup.js";
import { STYLESHEET } from "./stylesheet.js";

/**
 * A page that opens from anywhere and loads nothing; pictures are in it.
 *
 * @param title - for the browser's tab.
 * @param body - what stands in the page.
 * @returns an HTML document.
 */
export function htmlDocument(title: string, body: Insert): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${asMarkup(STYLESHEET)}</style>
</head>
<body>
${body}</body>
</html>
`.markup;
}
