import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/source-files.js";

export const ZOO = join(ROOT, "zoo");

/** A row of a table of the zoo's README: column → text, without the marks of code. */
export type ReadmeRow = Readonly<Record<string, string>>;

/** The table that stands below `<!-- name -->`. */
export function readmeTable(name: string): readonly ReadmeRow[] {
  const text = readFileSync(join(ZOO, "README.md"), "utf8");
  const [, table = ""] = text.split(`<!-- ${name} -->\n`);
  const lines = table.split("<!-- end -->")[0]?.trim().split("\n") ?? [];
  const cells = lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.replaceAll("`", "").trim()),
  );
  const [head = [], , ...rows] = cells;
  return rows.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i] ?? ""])));
}
