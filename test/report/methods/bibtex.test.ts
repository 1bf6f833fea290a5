import { describe, expect, test } from "vitest";
import { bibtex, cited } from "../../../src/report/methods/bibtex.js";
import { REFERENCES, type ReferenceKey } from "../../../src/report/methods/references.js";

const keys = Object.keys(REFERENCES) as ReferenceKey[];

describe("bibtex", () => {
  test("gives every field, with the title's capitals kept", () => {
    expect(bibtex(["lin1991"])).toBe(
      "@article{lin1991,\n  author = {Lin, Jianhua},\n  title = {{Divergence Measures Based on the Shannon Entropy}},\n  journal = {IEEE Transactions on Information Theory},\n  year = {1991}\n}\n",
    );
  });

  test("braces are balanced in every entry", () => {
    for (const key of keys) expect(bibtex([key]).match(/{/g)?.length).toBe(bibtex([key]).match(/}/g)?.length);
  });

  test("the year stands in the key", () => {
    for (const key of keys) expect(key).toMatch(new RegExp(`${REFERENCES[key].year}$`));
  });
});

test("a work is cited by one name, by two, or by the first of more", () => {
  expect(cited("lin1991")).toBe("Lin 1991");
  expect(cited("szekely2014")).toBe("Székely & Rizzo 2014");
  expect(cited("mishra2021")).toBe("Mishra et al. 2021");
  expect(cited("triangle2026")).toBe("The Triangle of Similarity 2026");
});
