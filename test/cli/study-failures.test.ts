import { expect, test } from "vitest";
import { studyFailures } from "../../src/cli/study-failures.js";
import type { StudyResult } from "../../src/study/results/study.js";

test("names models that failed, and pairs that did though both of their models run", () => {
  const models = [
    ["a", null],
    ["b", null],
    ["c", "is no file"],
  ].map(([name, failure]) => ({ name, failure }));
  const pairs = [
    { a: "a", b: "b", failure: "it broke" },
    { a: "a", b: "c", failure: "is no file" },
  ];
  const failed = (some: typeof pairs) => studyFailures({ models, pairs: some } as unknown as StudyResult);
  expect(failed(pairs)).toEqual(["c", "a with b"]);
  expect(failed([])).toEqual(["c"]);
});
