import { expect, test } from "vitest";
import * as measures from "../../src/measures/index.js";
import { MEASURES } from "../../src/measures/table.js";
import { gaussian } from "../kernels/matrices.js";

test("each row of the table is a function of the package", () => {
  const [x, y] = [gaussian(15, 3, 1), gaussian(15, 4, 2)];
  const functions = {
    cka: measures.cka,
    "cka-biased": measures.ckaBiased,
    "cka-rbf": measures.ckaRbf,
    "cka-minibatch": measures.ckaMinibatch,
    procrustes: measures.procrustes,
    angular: measures.angular,
    cca: measures.cca,
    svcca: measures.svcca,
    pwcca: measures.pwcca,
    rsa: measures.rsa,
    knn: measures.knn,
    cknna: measures.cknna,
  };
  expect(Object.keys(functions)).toEqual(Object.keys(MEASURES));
  for (const [name, measure] of Object.entries(functions)) {
    expect(measure(x, y)).toEqual(MEASURES[name as keyof typeof functions].measure(x, y));
  }
});
