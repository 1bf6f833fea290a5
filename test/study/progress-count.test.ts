import { expect, test } from "vitest";
import type { Progress } from "../../src/study/compare-options.js";
import { ProgressCount } from "../../src/study/progress-count.js";

test("counts towards a total, from which what will not be done is dropped", () => {
  const seen: Progress[] = [];
  const count = new ProgressCount((progress) => seen.push(progress), 10);
  count.add(3);
  count.now("evaluating");
  count.drop(0);
  count.drop(5);
  count.add(2);
  expect(count.done).toBe(5);
  expect(seen).toEqual([
    { done: 3, total: 10, what: "opening" },
    { done: 3, total: 10, what: "evaluating" },
    { done: 3, total: 5, what: "evaluating" },
    { done: 5, total: 5, what: "evaluating" },
  ]);
});
