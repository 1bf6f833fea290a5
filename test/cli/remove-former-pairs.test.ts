import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { removeFormerPairs } from "../../src/cli/remove-former-pairs.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { compareResult } from "../support/compare-result.js";
import { studyResult } from "../support/study-result.js";

const { folder, at, write } = temporaryFolder();

const before = studyResult({ models: 4 });
const kept = before.pairs[0] ?? expect.unreachable();
const former = before.pairs.slice(1);

beforeEach(() => {
  write("results.json", JSON.stringify(before));
  for (const { a, b } of before.pairs) writePair(`${a}+${b}`, a, b);
});

/** A comparison of two models as a study writes it. */
function writePair(name: string, a: string, b: string): void {
  const { models, ...rest } = compareResult();
  mkdirSync(at(`pairs/${name}`), { recursive: true });
  const named = { a: { ...models.a, name: a }, b: { ...models.b, name: b } };
  write(`pairs/${name}/results.json`, JSON.stringify({ ...rest, models: named }));
  write(`pairs/${name}/index.html`, "<!doctype html>");
}

test("comparisons that a study has no more go, those that it has stay", async () => {
  await removeFormerPairs(folder, { pairs: [kept] });
  expect(readdirSync(at("pairs"))).toEqual([`${kept.a}+${kept.b}`]);
  expect(readdirSync(at(`pairs/${kept.a}+${kept.b}`)).sort()).toEqual(["index.html", "results.json"]);
});

test("nothing goes that the study did not write", async () => {
  const [noted, other, linked] = former.map(({ a, b }) => `${a}+${b}`);
  write(`pairs/${noted}/notes.txt`, "mine");
  writePair(`${other}`, "x", "y");
  writePair("mine", "x", "y");
  mkdirSync(at("elsewhere"), { recursive: true });
  symlinkSync(at("elsewhere"), at("pairs/link"));
  await removeFormerPairs(folder, { pairs: [kept] });
  expect(readdirSync(at(`pairs/${noted}`))).toEqual(["notes.txt"]);
  expect(readdirSync(at(`pairs/${other}`)).sort()).toEqual(["index.html", "results.json"]);
  expect(readdirSync(at("pairs/mine")).sort()).toEqual(["index.html", "results.json"]);
  expect([existsSync(at("pairs/link")), existsSync(at(`pairs/${linked}`))]).toEqual([true, false]);
});

test.each([
  ["are empty", ""],
  ["are cut short", JSON.stringify(before).slice(0, 1000)],
  ["are those of a comparison", JSON.stringify(compareResult())],
])("nothing goes where the earlier results %s", async (_, text) => {
  write("results.json", text);
  await removeFormerPairs(folder, { pairs: [kept] });
  for (const { a, b } of before.pairs) expect(existsSync(at(`pairs/${a}+${b}/results.json`))).toBe(true);
});
