import { describe, expect, expectTypeOf, test } from "vitest";
import type { Findings } from "../../../src/study/findings/findings.js";
import { parseStudy } from "../../../src/study/read-study.js";
import { type StudyResult, studyResultSchema } from "../../../src/study/results/study.js";
import type { Selection } from "../../../src/study/selection/select.js";
import type { Structure } from "../../../src/study/structure/structure.js";
import { study } from "../../../src/study/study.js";
import { smallStudy } from "../../support/small-study.js";
import { studyUnexplained } from "../../support/study-unexplained.js";
import { unwritable } from "../findings/evidence-of-models.js";

const MADE = smallStudy();

describe("studyResultSchema", () => {
  test("has the types of what is concluded, both ways", () => {
    expectTypeOf<StudyResult["findings"]>().toExtend<Findings>();
    expectTypeOf<Findings>().toExtend<StudyResult["findings"]>();
    expectTypeOf<StudyResult["structure"]>().toExtend<readonly Structure[]>();
    expectTypeOf<readonly Structure[]>().toExtend<StudyResult["structure"]>();
    expectTypeOf<StudyResult["selection"]>().toExtend<Selection["candidates"]>();
    expectTypeOf<Selection["candidates"]>().toExtend<StudyResult["selection"]>();
    expectTypeOf<StudyResult["recommendation"]>().toExtend<Omit<Selection, "candidates">>();
    expectTypeOf<Omit<Selection, "candidates">>().toExtend<StudyResult["recommendation"]>();
  });

  test("loses nothing of what is concluded, and JSON neither", () => {
    expect(studyResultSchema.parse(MADE)).toEqual(MADE);
    expect(unwritable(MADE)).toEqual([]);
    expect(studyResultSchema.parse(JSON.parse(JSON.stringify(MADE)))).toEqual(MADE);
  });

  test("refuses a number that is none, and a conclusion of another kind", () => {
    const [first] = MADE.selection;
    const of = (selection: unknown) => studyResultSchema.safeParse({ ...MADE, selection }).success;
    expect(of([first])).toBe(true);
    expect(of([{ ...first, score: Number.NaN }])).toBe(false);
    expect(of([{ ...first, rank: 1.5 }])).toBe(false);
    expect(studyResultSchema.safeParse({ ...MADE, kind: undefined }).success).toBe(false);
  });
});

describe("the nulls of a study", () => {
  test.each([
    ["a model failed and another has no accuracy", MADE],
    ["there is one model", smallStudy([{ name: "a", family: "cnn" }])],
    ["the only model failed", smallStudy([{ name: "a", family: "cnn", failure: "no such file" }])],
  ])("have reasons in what is concluded where %s", (_, { structure, findings, selection, recommendation }) => {
    const concluded = { structure, findings, selection, recommendation };
    expect(studyUnexplained(concluded)).toEqual([]);
    expect(unwritable(concluded)).toEqual([]);
  });

  test("have reasons in a study that was run, with a model that is not there and labels that are not known", async () => {
    const text = `
models: [{ model: zoo:vit-1, twins: seeds }, { model: zoo:vit-2 }, { model: zoo:plain-1 }, { model: /nowhere/at/all.onnx }]
data: [{ data: zoo:fashion, limit: 40 }, { data: zoo:digits, limit: 40 }]
levels: [0.5, 0.9]
mapExamples: 40`;
    const result = await study(parseStudy(text, "study.yaml"), { threads: 2 });
    expect(result.kind).toBe("study");
    expect(result.models[3]?.failure).toContain("all.onnx");
    expect(result.models[0]?.data[1]?.accuracy).toBeNull();
    expect(unwritable(result)).toEqual([]);
    expect(studyUnexplained(result)).toEqual([]);
    const sides = result.pairs.flatMap(({ data }) => data.map(({ reasons }) => reasons["sparsity.a.accuracy"]));
    expect(new Set(sides)).toEqual(new Set([undefined, "see functional.accuracy.a"]));
  });

  test("are found where a reason is taken away", () => {
    const [first, ...others] = MADE.structure;
    const bare = first === undefined ? others : [{ ...first, reasons: {} }, ...others];
    expect(studyUnexplained({ ...MADE, structure: bare })).toContain("structure.0.neighbours.static.5.nearest");
  });
});
