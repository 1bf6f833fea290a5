import { expect, test } from "vitest";
import { dendrogram } from "../../../src/report/study/dendrogram.js";
import { averageLinkage } from "../../../src/study/structure/average-linkage.js";

const tree = averageLinkage([
  [0, 4, 1],
  [4, 0, 6],
  [1, 6, 0],
]);

test("leaves lie at the middles of the rows, joints at the mean distance", () => {
  const { markup } = dendrogram(tree, 10);
  // The first two leaves join at 1 of 5, the third joins at the root.
  expect(markup).toContain('d="M8,5H27.2V15H8M27.2,10H104V25H8"');
  expect(markup).toContain(">5.00</text>");
});

test("models at no distance have no tree to draw", () => {
  expect(dendrogram(averageLinkage([[0]]), 10).markup).toBe("");
});
