import { describe, expect, test } from "vitest";
import { allOf, verdictOf } from "../../../src/study/findings/verdict.js";

describe("verdictOf", () => {
  const sure = { pValue: 0.001, smallest: 0.001 };
  test("takes a small p and an interval above nothing", () => {
    expect(verdictOf({ value: 0.8, interval: [0.6, 0.9] }, 0.5, sure)).toBe("supported");
    expect(verdictOf({ value: 0.8, interval: [0.4, 0.9] }, 0.5, sure)).toBe("not supported");
    expect(verdictOf({ value: 0.8, interval: [0.6, 0.9] }, 0.5, { pValue: 0.06, smallest: 0.001 })).toBe(
      "not supported",
    );
  });

  test("goes by the value alone where there is no interval", () => {
    expect(verdictOf({ value: 1, interval: null }, 0.5, sure)).toBe("supported");
    expect(verdictOf({ value: 0.5, interval: null }, 0.5, sure)).toBe("not supported");
  });

  test("calls a design that cannot reach .05, or no test at all, not testable", () => {
    expect(verdictOf({ value: 1, interval: null }, 0.5, { pValue: 0.1, smallest: 0.1 })).toBe("not testable");
    expect(verdictOf({ value: null, interval: null }, 0.5, sure)).toBe("not testable");
    expect(verdictOf({ value: 1, interval: null }, 0.5, null)).toBe("not testable");
  });
});

describe("allOf", () => {
  test("needs every one", () => {
    expect(allOf(["supported", "supported"])).toBe("supported");
    expect(allOf(["supported", "not supported"])).toBe("not supported");
    expect(allOf(["supported", "not testable"])).toBe("not testable");
    expect(allOf([])).toBe("not testable");
  });
});
