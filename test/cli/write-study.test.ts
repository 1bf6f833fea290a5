import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeStudy } from "../../src/cli/write-study.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { compareResult } from "../support/compare-result.js";
import { studyResult } from "../support/study-result.js";

const { folder, at } = temporaryFolder();

test("a study is written with its page, and each pair's comparison with its own", async () => {
  const result = studyResult({ models: 3 });
  const comparison = compareResult();
  const finished = {
    result,
    async *comparisons() {
      yield { folder: "pairs/a+b", result: comparison };
      yield { folder: "pairs/a+c", result: comparison };
    },
    close: async () => undefined,
  };
  await writeStudy(folder, finished, { quiet: true });
  expect(readdirSync(folder).sort()).toEqual(["index.html", "pairs", "results.json"]);
  expect(JSON.parse(readFileSync(at("results.json"), "utf8"))).toEqual(JSON.parse(JSON.stringify(result)));
  for (const name of ["a+b", "a+c"]) {
    expect(readdirSync(at(`pairs/${name}`)).sort()).toEqual(["index.html", "results.json"]);
    expect(JSON.parse(readFileSync(at(`pairs/${name}/results.json`), "utf8"))).toEqual(
      JSON.parse(JSON.stringify(comparison)),
    );
  }
});

test("other pairs are held against two seeds of one network, these not against themselves", async () => {
  const result = studyResult({ models: 3 });
  const [one, other] = result.models;
  if (one === undefined || other === undefined) throw new Error("there are no models");
  Object.assign(one, { twins: "recipe" });
  Object.assign(other, { twins: "recipe" });
  const of = (a: string, b: string) => {
    const comparison = compareResult();
    const { models } = comparison;
    return { ...comparison, models: { a: { ...models.a, name: a }, b: { ...models.b, name: b } } };
  };
  const finished = {
    result,
    async *comparisons() {
      yield { folder: "seeds", result: of(one.name, other.name) };
      yield { folder: "others", result: of(one.name, "third") };
    },
    close: async () => undefined,
  };
  await writeStudy(folder, finished, { quiet: true });
  const said = `two seeds of one network, ${one.name} and ${other.name}`;
  expect(readFileSync(at("others/index.html"), "utf8")).toContain(said);
  expect(readFileSync(at("seeds/index.html"), "utf8")).not.toContain(said);
});

test("of a study that lost a model the comparisons with it go", async () => {
  const out = at("again");
  mkdirSync(out);
  const written = async (models: number) => {
    const result = studyResult({ models });
    const { models: compared, ...rest } = compareResult();
    async function* comparisons() {
      for (const { a, b } of result.pairs) {
        const both = { a: { ...compared.a, name: a }, b: { ...compared.b, name: b } };
        yield { folder: `pairs/${a}+${b}`, result: { ...rest, models: both } };
      }
    }
    await writeStudy(out, { result, comparisons }, { quiet: true });
    return readdirSync(join(out, "pairs"));
  };
  expect(await written(3)).toHaveLength(3);
  expect(await written(2)).toEqual(["cnn-1+vit-1"]);
});

test("a study that cannot be written says which file", async () => {
  const finished = { result: studyResult({ models: 3 }), async *comparisons() {}, close: async () => undefined };
  await expect(writeStudy(at("nowhere"), finished, { quiet: true })).rejects.toThrow(
    `${at("nowhere/results.json")} cannot be written`,
  );
});
