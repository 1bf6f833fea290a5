import type { parseHTML } from "linkedom";

/** Markup as a reader sees it: without scripts, what figures are read by, and the digits that tables keep for files. */
export function shown(markup: string): string {
  return markup.replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/ data-value="[^"]*"/g, "");
}

/** A page's scripts that run; those of data do not. */
export function running(document: ReturnType<typeof parseHTML>["document"]) {
  return [...document.querySelectorAll("script")].filter(
    (script) => script.getAttribute("type") !== "application/json",
  );
}
