import { button, toolbar } from "./button.js";

/** A table of more rows than this is long: one frame is too short to lay it out. */
const LONG = 150;
/** Rows of a long table that are laid out at first, as the style sheet has it. */
const FIRST = 40;

/** Lets a click on a heading sort the rows of a table, and words typed above it filter them. */
export function sortTables(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-sortable]")) {
    const table = figure.querySelector("table");
    if (table !== null) offer(figure, table);
  }
}

function offer(figure: HTMLElement, table: HTMLTableElement): void {
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  headings.forEach((heading, column) => {
    if (heading.textContent === "") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortBy(table, headings, column));
    heading.append(button);
  });
  const filter = document.createElement("input");
  filter.type = "search";
  filter.placeholder = "filter";
  filter.setAttribute("aria-label", `Show only rows of ${figure.dataset.table} with these words`);
  filter.addEventListener("input", () => show(figure, table, filter.value));
  figure.querySelector("figcaption")?.append(filter);
  const rows = table.tBodies[0]?.rows.length ?? 0;
  if (rows > LONG) offerRest(figure, rows);
}

/** Of a long table only the first rows are laid out at first. */
function offerRest(figure: HTMLElement, rows: number): void {
  const many = rows.toLocaleString("en-US");
  figure.dataset.first = `The first ${FIRST} of ${many} rows.`;
  const all = button(`all ${many} rows`, "Show all rows", () => {
    delete figure.dataset.first;
    all.remove();
  });
  const row = toolbar([all]);
  row.classList.add("rest");
  figure.append(row);
}

function sortBy(table: HTMLTableElement, headings: readonly HTMLElement[], column: number): void {
  const heading = headings[column];
  const body = table.tBodies[0];
  if (heading === undefined || body === undefined) return;
  const descending = heading.getAttribute("aria-sort") !== "descending";
  for (const other of headings) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  keyed.sort((one, other) => compared(one.key, other.key, descending));
  body.append(...keyed.map(({ row }) => row));
}

/** A number, a text, or null for what is missing, which comes last whatever the direction. */
function keyOf(cell: HTMLTableCellElement | undefined): number | string | null {
  const value = cell?.dataset.value ?? cell?.textContent ?? "";
  if (value === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

function compared(one: number | string | null, other: number | string | null, descending: boolean): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
  if (typeof one === "number" && typeof other === "number") return descending ? other - one : one - other;
  const order = String(one).localeCompare(String(other));
  return descending ? -order : order;
}

function show(figure: HTMLElement, table: HTMLTableElement, words: string): void {
  delete figure.dataset.first;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of table.tBodies[0]?.rows ?? []) {
    const text = (row.textContent ?? "").toLowerCase();
    row.hidden = !wanted.every((word) => text.includes(word));
  }
}
