import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { fixed } from "../../../src/report/format.js";
import { agreementTable } from "../../../src/report/study/agreement-table.js";
import type { StudyResult } from "../../../src/study/results/study.js";
import { studyResult } from "../../support/study-result.js";

test("says of every two sides on every data set how far they agree, and over how many pairs", () => {
  const study = studyResult({ models: 6 });
  const rows = rowsOf(study);
  expect(rows).toHaveLength(3 * study.data.length);
  const second = study.structure[0]?.agreement[1];
  expect(rows[1]?.slice(0, 2)).toEqual([second?.sides.join(" and "), fixed(second?.r ?? Number.NaN)]);
  expect(rows[1]?.slice(-2)).toEqual(["6", "15"]);
  expect(agreementTable(study).markup).not.toContain("<details>");
});

test("what is not known is a dash with its reason, and who is left out is named", () => {
  const study = studyResult({ models: 3, failed: true });
  expect(rowsOf(study)[0]?.slice(1)).toEqual(["–1", "–1", "–1", "2", "1"]);
  const text = parseHTML(`<main>${agreementTable(study).markup}</main>`).document.querySelector("main")?.textContent;
  expect(text).toContain(study.structure[0]?.agreement[0]?.reasons.r);
  expect(text).toMatch(/vlm-1 \(.*the file is no ONNX model/);
});

function rowsOf(study: StudyResult): string[][] {
  const { document } = parseHTML(`<main>${agreementTable(study).markup}</main>`);
  return [...document.querySelectorAll("tbody tr:not(.group)")].map((row) =>
    [...row.children].map(({ textContent }) => textContent ?? ""),
  );
}
