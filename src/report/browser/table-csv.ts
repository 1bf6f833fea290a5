/**
 * A table of the page as CSV: numbers with six digits where the page has fewer, nothing where it has a dash, names without the
 * marks that are only looked at, and the title of a row's group in a column in front where the table has groups.
 */
export function tableCsv(table: HTMLTableElement): string {
  const grouped = table.querySelector("tr.group") !== null;
  const lines: string[][] = [];
  let group = "";
  for (const row of table.rows) {
    const cells = [...row.cells].flatMap(values);
    if (row.classList.contains("group")) group = cells[0] ?? "";
    else lines.push(grouped ? [row.parentElement?.tagName === "THEAD" ? "group" : group, ...cells] : cells);
  }
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

function values(cell: HTMLTableCellElement): string[] {
  const { value } = cell.dataset;
  if (value !== undefined) return [value];
  const read = cell.cloneNode(true) as HTMLTableCellElement;
  for (const mark of read.querySelectorAll("[aria-hidden=true]")) mark.remove();
  return [(read.textContent ?? "").replace(/\s+/g, " ").trim()];
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
