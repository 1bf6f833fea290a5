import { describe, expect, test } from "vitest";
import { count, fixed, intervalText, isolate, listText, percent, pValueText } from "../../src/report/format.js";

describe("fixed", () => {
  test("writes a true minus sign, and none before a rounded zero", () => {
    expect([-0.5, -0.0004, -0, 0.9996, 12].map((value) => fixed(value))).toEqual([
      "−0.500",
      "0.000",
      "0.000",
      "1.000",
      "12.000",
    ]);
  });

  test("refuses numbers that are not finite", () => {
    expect(() => fixed(Number.NaN)).toThrow(new RangeError("fixed: cannot show the number NaN"));
    expect(() => fixed(Infinity)).toThrow(new RangeError("fixed: cannot show the number Infinity"));
  });
});

test("a percentage has one decimal", () => {
  expect([0, 0.12345, 1].map(percent)).toEqual(["0.0%", "12.3%", "100.0%"]);
});

test("a count sets its thousands apart", () => {
  expect(count(1234567)).toBe("1,234,567");
});

test("a p-value at its floor is shown as below it", () => {
  expect([0.001, 0.0011, 0.5].map(pValueText)).toEqual(["< 0.001", "0.001", "0.500"]);
});

test("an interval shows both ends", () => {
  expect(intervalText([-0.1, 0.25])).toBe("[−0.100, 0.250]");
});

test("a list reads as a sentence", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listText)).toEqual(["", "a", "a and b", "a, b and c"]);
});

test("isolated text begins with FSI and ends with PDI", () => {
  expect(isolate("שלום")).toBe("\u2068שלום\u2069");
});
