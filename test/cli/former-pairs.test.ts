import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { formerPairs } from "../../src/cli/former-pairs.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { compareResult } from "../support/compare-result.js";
import { studyResult } from "../support/study-result.js";

const { folder, at, write } = temporaryFolder();

const before = studyResult({ models: 4 });
const kept = before.pairs[0] ?? expect.unreachable();
const former = before.pairs.slice(1);

/** The study that has no more than two of its models. */
const now = { pairs: [kept], models: before.models.filter(({ name }) => name === kept.a || name === kept.b) };

beforeEach(() => {
  write("results.json", JSON.stringify(before));
  for (const { a, b } of before.pairs) writePair(`${a}+${b}`, a, b);
});

/** A comparison of two models as a study writes it. */
function writePair(name: string, a: string, b: string, startedAt = before.provenance.startedAt): void {
  const { models, provenance, ...rest } = compareResult();
  mkdirSync(at(`pairs/${name}`), { recursive: true });
  const named = { a: { ...models.a, name: a }, b: { ...models.b, name: b } };
  write(
    `pairs/${name}/results.json`,
    JSON.stringify({ ...rest, provenance: { ...provenance, startedAt }, models: named }),
  );
  write(`pairs/${name}/index.html`, "<!doctype html>");
}

test("comparisons that a study has no more go, those that it has stay", async () => {
  await (await formerPairs(folder, now))();
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
  await (await formerPairs(folder, now))();
  expect(readdirSync(at(`pairs/${noted}`))).toEqual(["notes.txt"]);
  expect(readdirSync(at(`pairs/${other}`)).sort()).toEqual(["index.html", "results.json"]);
  expect(readdirSync(at("pairs/mine")).sort()).toEqual(["index.html", "results.json"]);
  expect([existsSync(at("pairs/link")), existsSync(at(`pairs/${linked}`))]).toEqual([true, false]);
});

test("a comparison that somebody else made of two of its models stays, and one of a model that only failed", async () => {
  const [mine, failing] = former;
  if (mine === undefined || failing === undefined) expect.unreachable();
  writePair(`${mine.a}+${mine.b}`, mine.a, mine.b, "2020-01-01T00:00:00.000Z");
  await (await formerPairs(folder, now))();
  expect(existsSync(at(`pairs/${mine.a}+${mine.b}/results.json`))).toBe(true);
  expect(existsSync(at(`pairs/${failing.a}+${failing.b}`))).toBe(false);
  writePair(`${failing.a}+${failing.b}`, failing.a, failing.b);
  await (await formerPairs(folder, { pairs: [kept], models: before.models }))();
  expect(existsSync(at(`pairs/${failing.a}+${failing.b}/results.json`))).toBe(true);
});

test.each([
  ["are empty", ""],
  ["are cut short", JSON.stringify(before).slice(0, 1000)],
  ["are those of a comparison", JSON.stringify(compareResult())],
])("nothing goes where the earlier results %s", async (_, text) => {
  write("results.json", text);
  await (await formerPairs(folder, now))();
  for (const { a, b } of before.pairs) expect(existsSync(at(`pairs/${a}+${b}/results.json`))).toBe(true);
});
