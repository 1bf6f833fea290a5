import { expect, test } from "vitest";
import { studyCsv } from "../../src/cli/study-csv.js";
import { smallStudy } from "../support/small-study.js";

test("a study as CSV has a line a pair, data set and side, and none of models that failed", () => {
  const result = smallStudy();
  const [head, ...lines] = studyCsv(result).trim().split(/\r?\n/);
  expect(head).toBe("a,b,data,role,n,side,kind,score,chance,low,high");
  // 5 models that did not fail make 10 pairs, on two data sets, with three sides.
  expect(lines).toHaveLength(10 * 2 * 3);
  expect(lines.some((line) => line.includes("lost"))).toBe(false);
  const { a, b, data } = result.pairs[0] ?? expect.unreachable();
  const [on] = data;
  const { kind, score, chance, interval } = on?.vertices.static ?? expect.unreachable();
  expect(lines[0]).toBe(
    [a, b, on?.name, on?.role, on?.n, "static", kind, score, chance, ...(interval ?? ["", ""])].join(","),
  );
  expect(lines.filter((line) => line.includes('"tower, joint"')).length).toBeGreaterThan(0);
});
