import { expect, test } from "vitest";
import { studyCaveats } from "../../../src/report/study/study-caveats.js";
import { studyResult } from "../../support/study-result.js";

const study = studyResult({ models: 3 });

test("reasons that differ in numbers alone stand together, all others apart", () => {
  const pairs = study.pairs.map((pair, k) => ({
    ...pair,
    data: pair.data.map((on, d) => ({
      ...on,
      reasons: {
        jsd: `${k}.${d} examples, fewer than 15`,
        kappa: "1 disagreement",
        ...(k === 0 ? { lmc: "none" } : {}),
      },
    })),
  }));
  const models = study.models.map((model) => ({ ...model, data: model.data.map((on) => ({ ...on, reasons: {} })) }));
  const { markup } = studyCaveats({ ...study, models, pairs });
  const [a = "", b = ""] = [study.pairs[0]?.a, study.pairs[0]?.b];
  const where = `such as <code><bdi>${a} and ${b} on ${study.data[0]?.name}:`;
  expect([...markup.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/bdi>/g)].map(([, reason, said]) => [reason, said])).toEqual([
    ["0.0 examples, fewer than 15", `6 values for this reason or one with other numbers, ${where} jsd`],
    ["1 disagreement", `6 values, ${where} kappa`],
    ["none", `2 values, ${where} lmc`],
  ]);
});

test("warnings are in the open, and that there are none is said", () => {
  expect(studyCaveats({ ...study, warnings: ["beware <b>"] }).markup).toContain("<li>beware &lt;b&gt;</li>");
  expect(studyCaveats(study).markup).toContain("<h3>Warnings</h3>\n<p>None.</p>");
});
