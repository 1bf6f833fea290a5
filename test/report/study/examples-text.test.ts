import { expect, test } from "vitest";
import { allExamples, predictedExamples } from "../../../src/report/study/examples-text.js";
import { studyResult } from "../../support/study-result.js";
import { shown } from "../shown.js";

type Functional = ReturnType<typeof studyResult>["pairs"][number]["data"][number]["functional"];

/** The text for a first data set on which the pairs' functional sides are these, one after the other. */
function textOf(...sides: readonly Pick<Functional, "basis" | "n">[]): string {
  const study = studyResult({ models: 3 });
  const [set] = study.data;
  if (set === undefined) throw new Error("no data");
  const pairs = study.pairs.map((pair, i) => ({
    ...pair,
    data: pair.data.map((on) => ({ ...on, functional: { ...on.functional, ...sides[i % sides.length] } })),
  }));
  return shown(predictedExamples({ ...study, pairs }, { ...set, n: 1000 }).markup).replaceAll("&nbsp;", " ");
}

test("predictedExamples names the examples that predictions are of, and who was read by probes", () => {
  expect(textOf({ basis: "own", n: 1000 })).toBe("<i>n</i> = 1,000");
  expect(textOf({ basis: "probe", n: 500 })).toBe(
    "<i>n</i> = 500 of 1,000, read by probes, which were fitted on the others",
  );
  expect(textOf({ basis: "probe", n: 500 }, { basis: "own", n: 1000 })).toBe(
    "<i>n</i> = 500 to 1,000 of 1,000, of some pairs read by probes, which were fitted on the others",
  );
});

test("allExamples is how many there are", () => {
  const [set] = studyResult({ models: 3 }).data;
  if (set === undefined) throw new Error("no data");
  expect(shown(allExamples({ ...set, n: 2000 }).markup)).toBe("<i>n</i>&nbsp;=&nbsp;2,000");
});
