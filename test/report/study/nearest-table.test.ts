import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { fixed } from "../../../src/report/format.js";
import { nearestTable } from "../../../src/report/study/nearest-table.js";
import type { StudyResult } from "../../../src/study/results/study.js";
import { studyResult } from "../../support/study-result.js";

test("gives each model the one that its row of the matrix is largest at", () => {
  const study = studyResult({ models: 6 });
  const rows = rowsOf(study);
  expect(rows).toHaveLength(6 * study.data.length);
  const others = (study.matrices[study.data[0]?.name ?? ""]?.static[2] ?? []).map((value, j) => (j === 2 ? -1 : value));
  const largest = Math.max(...others.map((value) => value ?? -1));
  const name = study.models[others.indexOf(largest)]?.name;
  expect(rows[2]?.slice(0, 3)).toEqual([study.models[2]?.name, name, fixed(largest)]);
});

test("names what each score is: neighbours are found by one measure a side", () => {
  const { document } = parseHTML(`<main>${nearestTable(studyResult({ models: 4 })).markup}</main>`);
  const headings = [...document.querySelectorAll("thead th")].map(({ textContent }) => textContent);
  expect(headings.filter((_, k) => k > 0 && k % 2 === 0)).toEqual(["CKA", "1 − JSD", "robustness"]);
});

test("a model without a neighbour has dashes, with the reason below", () => {
  const study = studyResult({ models: 4, failed: true });
  expect(rowsOf(study)[3]?.slice(1)).toEqual(Array.from({ length: 6 }, () => "–1"));
  expect(nearestTable(study).markup).toContain("<li>failed: the file is no ONNX model</li>");
});

function rowsOf(study: StudyResult): string[][] {
  const { document } = parseHTML(`<main>${nearestTable(study).markup}</main>`);
  return [...document.querySelectorAll("tbody tr:not(.group)")].map((row) =>
    [...row.children].map(({ textContent }) => textContent ?? ""),
  );
}
