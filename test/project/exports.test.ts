import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/source-files.js";

test("the library gives what its table of contents says", async () => {
  expect(Object.keys(await import("../../src/index.js")).sort()).toEqual([
    ...["MEASURES", "TrisimError", "alike", "compare", "compareResultSchema", "connectModels", "evidenceOf", "inspect"],
    ...["measure", "measureNames", "openDataset", "openModel", "openSavedActivations", "parseStudy", "readMatrix"],
    ...["readStudy", "renderPage", "renderStudy", "runStudy", "select", "study", "studyResultSchema"],
  ]);
});

test("every path that the package exports has its file, or the source that it is built of", () => {
  const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const files = Object.values<string | { default: string }>(exports).map((entry) =>
    typeof entry === "string" ? entry : entry.default.replace("./dist/", "./src/").replace(/\.js$/, ".ts"),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
