import { createHash } from "node:crypto";
import { asMarkup, type Insert, markup } from "./markup.js";
import { PAGE_SCRIPT } from "./page-script.js";
import { STYLESHEET } from "./stylesheet.js";

const SCRIPT_HASH = createHash("sha256").update(PAGE_SCRIPT).digest("base64");

/**
 * A page that opens from anywhere and loads nothing: pictures are in it, and so is the one script that may run.
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
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${asMarkup(SCRIPT_HASH)}'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${asMarkup(STYLESHEET)}</style>
</head>
<body>
${body}<script>${asMarkup(PAGE_SCRIPT)}</script>
</body>
</html>
`.markup;
}
