import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import { ROOT } from "../support/source-files.js";

/** The two CKAs that the README quotes, dead and alive. */
const [, dead = "", alive = ""] =
  /\(CKA (\.\d\d)\s+against (\.\d\d)\)/.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];

test("two transformers pruned to death look more alike than alive: the gain is there, and it does not count", {
  timeout: 120_000,
}, async () => {
  const options = { data: "zoo:fashion", levels: [0.95], connect: "none", threads: 1 } as const;
  const { data } = await compare("zoo:vit-1", "zoo:vit-2", options);
  const { a, b, cross, robustnessAlive } = data[0]?.sparsity ?? {};
  expect(a?.accuracy[1]).toBeLessThan(0.2);
  expect(b?.accuracy[1]).toBeLessThan(0.2);
  expect(cross?.gain[1]).toBeGreaterThan(0.05);
  expect(cross?.gainInterval[1]?.[0]).toBeGreaterThan(0.05);
  expect(cross?.cka.map((score) => score?.toFixed(2))).toEqual([`0${alive}`, `0${dead}`]);
  expect(cross?.counts).toEqual([true, false]);
  expect(cross?.why[1]).toMatch(/^vit-1 keeps 0\.0\d of its accuracy above chance; vit-2 keeps 0\.0\d of its/);
  expect(cross?.largestGain).toBeNull();
  expect(robustnessAlive?.score).toBeNull();
});
