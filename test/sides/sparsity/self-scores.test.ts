import { expect, test } from "vitest";
import { measure } from "../../../src/measures/measure.js";
import { plainScores, selfScores } from "../../../src/sides/sparsity/self-scores.js";
import { gaussian } from "../../kernels/matrices.js";

const [x, y] = [gaussian(20, 4, 1), gaussian(20, 6, 2)];
const constant = { rows: 20, columns: 3, data: new Float64Array(60).fill(2) };

test("scores are those of the measures themselves, layer by layer", () => {
  const { procrustes, knn } = selfScores([x, y], [y, y], ["procrustes", "knn"]);
  expect(procrustes?.[0]?.score).toBe(measure(x, y, ["procrustes"]).measures.procrustes?.score);
  expect(knn?.map(({ score }) => score)).toEqual([measure(x, y, ["knn"]).measures.knn?.score, 1]);
});

test("what is undefined says why", () => {
  expect(plainScores(x, constant, ["procrustes"])).toEqual({ procrustes: { score: null, reason: "constant" } });
});
