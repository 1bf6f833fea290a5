import { expect, test } from "vitest";
import { evenlySpaced } from "../../../src/study/tasks/evenly-spaced.js";

test("takes all where there are no more than asked for, else every so many", () => {
  expect([...evenlySpaced(3, 500)]).toEqual([0, 1, 2]);
  expect([...evenlySpaced(12, 3)]).toEqual([0, 4, 8]);
  const classes = [...evenlySpaced(1000, 50)].map((place) => Math.floor(place / 100));
  for (let c = 0; c < 10; c++) expect(classes.filter((one) => one === c)).toHaveLength(5);
});
