import { describe, expect, test } from "vitest";
import { numberCell, renderTable } from "../../src/report/table.js";

describe("renderTable", () => {
  const { markup: table } = renderTable({
    name: "results",
    caption: "<caption>",
    columns: ["Measure", "x", "y"],
    groups: [
      {
        title: "",
        rows: [{ head: "first", cells: [numberCell(0.5, "unused"), numberCell(null, "too few")] }],
      },
      {
        title: "Group",
        rows: [{ head: "second", muted: true, cells: [{ missing: "constant" }, { missing: "too few" }] }],
      },
    ],
  });

  test("a missing value is a dash with the number of its reason, equal reasons sharing one", () => {
    expect(table.match(/–<sup>\d<\/sup>/g)).toEqual(["–<sup>1</sup>", "–<sup>2</sup>", "–<sup>1</sup>"]);
    expect(table).toContain('<ol class="notes"><li>too few</li><li>constant</li></ol>');
    expect(table).not.toContain("unused");
  });

  test("rows and columns have headings, groups a title over their whole width", () => {
    expect(table).toContain('<th scope="col">x</th>');
    expect(table).toContain('<th scope="row">first</th><td data-value="0.5">0.500</td>');
    expect(table).toContain('<th scope="rowgroup" colspan="3">Group</th>');
    expect(table).toContain('<tr class="muted"><th scope="row">second</th>');
  });

  test("numbers keep six digits for whoever takes the table elsewhere, and what is missing stays empty", () => {
    const rows = [{ head: "", cells: [numberCell(2 / 3, ""), numberCell(null, "too few")] }];
    const { markup: numbers } = renderTable({ name: "n", caption: "", columns: [], groups: [{ title: "", rows }] });
    expect(numbers).toContain('<td data-value="0.666667">0.667</td><td data-value="">');
    expect(numbers).toContain('data-table="n"');
  });

  test("text is escaped", () => {
    expect(table).toContain("&lt;caption&gt;");
  });

  test("a table without missing values has no notes", () => {
    const { markup: whole } = renderTable({ name: "none", caption: "", columns: ["a"], groups: [] });
    expect(whole).not.toContain("notes");
  });
});

test("a corner without a title is no heading", () => {
  const corner = renderTable({ name: "t", caption: "", columns: ["", "A"], groups: [] }).markup;
  expect(corner).toContain('<tr><td></td><th scope="col">A</th></tr>');
});
