import { describe, expect, test } from "vitest";
import { collapse } from "../../../src/sides/sparsity/collapse-guard.js";

const dense = { accuracy: 0.9, predicts: true, kappa: 1, effectiveRank: 10 };

describe("collapse", () => {
  test("is null where half of the accuracy above chance and half of the effective rank are left", () => {
    expect(collapse("net", dense, { ...dense, accuracy: 0.5, kappa: 0.1, effectiveRank: 5 }, 10)).toBeNull();
    expect(collapse("net", dense, dense, 10)).toBeNull();
  });

  test("names the model and the accuracy that is left above chance", () => {
    expect(collapse("net", dense, { ...dense, accuracy: 0.49 }, 10)).toBe(
      "net keeps 0.487 of its accuracy above chance",
    );
  });

  test("names the effective rank that is left", () => {
    expect(collapse("net", dense, { ...dense, effectiveRank: 2.7 }, 10)).toBe("net keeps 0.270 of its effective rank");
    expect(collapse("net", dense, { ...dense, effectiveRank: null }, 10)).toBe("net is constant");
  });

  test("goes by kappa with the dense predictions where there are no labels", () => {
    const unlabelled = { ...dense, accuracy: null };
    expect(collapse("net", unlabelled, { ...unlabelled, kappa: 0.5 }, null)).toBeNull();
    expect(collapse("net", unlabelled, { ...unlabelled, kappa: 0.4 }, null)).toBe(
      "net agrees with its dense self at a kappa of 0.400",
    );
  });

  test("does not count one class throughout as agreement", () => {
    const unlabelled = { ...dense, accuracy: null, kappa: null };
    expect(collapse("net", unlabelled, unlabelled, null)).toBe(
      "net and its dense self give one class throughout: its kappa is undefined",
    );
  });

  test("goes by the rank alone where there are no predictions either", () => {
    const silent = { accuracy: null, predicts: false, kappa: null, effectiveRank: 10 };
    expect(collapse("net", silent, { ...silent, effectiveRank: 5 }, null)).toBeNull();
    expect(collapse("net", silent, { ...silent, effectiveRank: 4 }, null)).toBe(
      "net keeps 0.400 of its effective rank",
    );
  });

  test("never lets a model count that is at chance, or constant, when dense", () => {
    expect(collapse("net", { ...dense, accuracy: 0.1 }, dense, 10)).toBe("net is at chance when dense");
    expect(collapse("net", { ...dense, effectiveRank: null }, dense, 10)).toBe("net is constant when dense");
  });
});
