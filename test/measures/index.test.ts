import { expect, test } from "vitest";
import * as measures from "../../src/measures/index.js";
import { MEASURES } from "../../src/measures/table.js";
import { gaussian } from "../kernels/matrices.js";

test("each row of the table is a function of the package", () => {
  const [x, y] = [gaussian(9, 3, 1), gaussian(9, 4, 2)];
  const functions = {
    cka: measures.cka,
    "cka-biased": measures.ckaBiased,
    procrustes: measures.procrustes,
    angular: measures.angular,
  };
  expect(Object.keys(functions)).toEqual(Object.keys(MEASURES));
  for (const [name, measure] of Object.entries(functions)) {
    expect(measure(x, y)).toEqual(MEASURES[name as keyof typeof functions].measure(x, y));
  }
});
