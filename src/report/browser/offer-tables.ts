import { button, toolbar } from "./button.js";
import { save } from "./save.js";
import { tableCsv } from "./table-csv.js";

/** Offers every table as CSV. */
export function offerTables(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-table]")) {
    const table = figure.querySelector("table");
    const name = figure.dataset.table;
    if (table === null || name === undefined) continue;
    const row = toolbar([
      button("CSV", `Save the table ${name} as CSV`, () =>
        save(`${name}.csv`, new Blob([tableCsv(table)], { type: "text/csv;charset=utf-8" })),
      ),
    ]);
    (figure.querySelector("figcaption") ?? figure).append(row);
  }
}
