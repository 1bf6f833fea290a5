import { DASH, fixed } from "./format.js";
import { type Insert, type Markup, markup } from "./markup.js";

/** A value that is not there, and why. */
interface Missing {
  readonly missing: string;
}

/** A number as it is shown, and with more digits for whoever takes the table elsewhere. */
interface Numeric {
  readonly shown: Insert;
  readonly value: number;
}

const DIGITS = 6;

export type Cell = Insert | Missing | Numeric;

export interface Row {
  readonly head: Insert;
  readonly cells: readonly Cell[];
  /** The row's id on the page. */
  readonly id?: string;
  /** Shown in grey: the row is there, but does not count. */
  readonly muted?: boolean;
}

export interface Table {
  /** Its file's name without extension: letters, digits and hyphens. */
  readonly name: string;
  readonly caption: Insert;
  /** The headings of the columns, the one over the rows' heads first. */
  readonly columns: readonly Insert[];
  /** Whether the page's script lets readers sort and filter the rows. */
  readonly sortable?: boolean;
  /** Rows in groups, each under its own title. */
  readonly groups: readonly { readonly title: Insert; readonly rows: readonly Row[] }[];
}

/**
 * A number in a table, or the reason why there is none.
 *
 * @example
 * numberCell(0.25, ""); // => { shown: "0.250", value: 0.25 }
 * numberCell(null, "not computed"); // => { missing: "not computed" }
 */
export function numberCell(value: number | null, reason: string, format: (value: number) => string = fixed): Cell {
  return value === null ? { missing: reason } : { shown: format(value), value };
}

/** A table as HTML. A missing value is a dash with the number of its reason; the reasons are listed below the table. */
export function renderTable({ name, caption, columns, groups, sortable }: Table): Markup {
  const cells = groups.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const reasons = [...new Set(cells.filter(isMissing).map(({ missing }) => missing))];
  // An empty heading heads nothing: a corner is a plain cell.
  const headings = columns.map((column) =>
    column === "" ? markup`<td></td>` : markup`<th scope="col">${column}</th>`,
  );
  const bodies = groups.map(({ title, rows }) => {
    const heading = markup`<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>`;
    return markup`<tbody>${title === "" ? [] : heading}${rows.map((row) => renderRow(row, reasons))}</tbody>
`;
  });
  const notes = reasons.map((reason) => markup`<li>${reason}</li>`);
  return markup`<figure class="table" data-table="${name}"${sortable ? markup` data-sortable` : []}><figcaption><span>${caption}</span></figcaption><div class="scroll" tabindex="0"><table>
<thead><tr>${headings}</tr></thead>
${bodies}</table></div>${notes.length > 0 ? markup`<ol class="notes">${notes}</ol>` : []}</figure>
`;
}

function renderRow({ id, head, cells, muted }: Row, reasons: readonly string[]): Markup {
  const rendered = cells.map((cell) => renderCell(cell, reasons));
  return markup`<tr${id === undefined ? [] : markup` id="${id}"`}${muted ? markup` class="muted"` : []}><th scope="row">${head}</th>${rendered}</tr>`;
}

function renderCell(cell: Cell, reasons: readonly string[]): Markup {
  if (isMissing(cell)) return markup`<td data-value="">${dash(cell.missing, reasons)}</td>`;
  if (isNumeric(cell)) return markup`<td data-value="${Number(cell.value.toPrecision(DIGITS))}">${cell.shown}</td>`;
  return markup`<td>${cell}</td>`;
}

function dash(reason: string, reasons: readonly string[]): Markup {
  return markup`<span title="${reason}">${DASH}<sup>${reasons.indexOf(reason) + 1}</sup></span>`;
}

function isMissing(cell: Cell): cell is Missing {
  return typeof cell === "object" && "missing" in cell;
}

function isNumeric(cell: Cell): cell is Numeric {
  return typeof cell === "object" && "shown" in cell;
}
