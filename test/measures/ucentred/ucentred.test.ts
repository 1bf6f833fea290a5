import { describe, expect, test } from "vitest";
import { fromBlocks } from "../../../src/kernels/upper-blocks.js";
import { entryForm, featureForm, keepsEntries, uCentred } from "../../../src/measures/ucentred/ucentred.js";
import { gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { frobenius, naiveCentred, naiveGram, naiveUCentred } from "./brute-force.js";
import { HARD } from "./representations.js";

describe.each(Object.entries(HARD))("A of a representation %s", (_, make) => {
  test.each([
    [12, 40],
    [70, 20],
    [90, 5],
  ])("%i × %i has the entries and norms of its definition", (n, p) => {
    const x = make(n, p);
    const [k, xc] = [naiveGram(x), naiveCentred(x)];
    const a = naiveUCentred(k);
    const form = uCentred(xc);
    close(form.gramNorm, frobenius(k, k), 1e-12);
    // A's entries are exact to rounding errors of K's.
    const loss = Math.sqrt(form.gramNorm / form.self);
    closeAll(fromBlocks(form.blocks, n).data, a.data, 1e-13 * loss);
    close(form.self, frobenius(a, a), 1e-13 * loss);
  });
});

describe("the form of A", () => {
  const easy = (n: number, p: number) => naiveCentred(gaussian(n, p, 1));

  test("is entries where n is at most four times p, else features", () => {
    expect(uCentred(easy(40, 10)).features).toBeNull();
    expect(uCentred(easy(41, 10)).features).not.toBeNull();
  });

  test("keeps no entries of many examples", () => {
    expect([keepsEntries(5000, 1250), keepsEntries(5000, 1249), keepsEntries(5001, 9999)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("is entries computed anew where features would cancel", () => {
    const form = uCentred(
      naiveCentred(HARD["with one row a thousand times the others"]?.(41, 10) ?? gaussian(1, 1, 1)),
    );
    expect(form.features).toBeNull();
    expect(Array.isArray(form.blocks)).toBe(false);
    expect([...form.blocks]).toEqual([...form.blocks]);
  });

  test("does not change what it says", () => {
    const xc = easy(100, 9);
    for (const other of [entryForm(xc, true), entryForm(xc, false)]) {
      close(featureForm(xc).self, other.self, 1e-12);
      close(featureForm(xc).gramNorm, other.gramNorm, 1e-12);
    }
  });
});
