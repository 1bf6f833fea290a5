import { describe, expect, test } from "vitest";
import { close, closeAll } from "./close.js";

describe("close", () => {
  test("passes a number within the relative error, and no other", () => {
    close(1.0009, 1, 1e-3);
    close(-2e6, -2e6 - 1, 1e-6);
    expect(() => close(1.0011, 1, 1e-3)).toThrow("1.0011 is not 1");
    expect(() => close(1, -1, 1e-3)).toThrow();
  });

  test("is relative to small numbers too", () => {
    expect(() => close(2e-12, 1e-12, 1e-3)).toThrow();
  });

  test("takes the error as absolute where 0 is expected", () => {
    close(1e-13, 0, 1e-12);
    expect(() => close(1e-11, 0, 1e-12)).toThrow();
  });

  test("fails on NaN and on the wrong infinity", () => {
    expect(() => close(Number.NaN, 1, 1e-3)).toThrow();
    expect(() => close(1, Number.NaN, 1e-3)).toThrow();
    expect(() => close(Infinity, -Infinity, 1e-3)).toThrow();
    close(Infinity, Infinity, 1e-3);
  });
});

describe("closeAll", () => {
  test("passes entries within the error relative to the largest, and no others", () => {
    closeAll([100, 1e-3], [100, 0], 1e-4);
    expect(() => closeAll([100, 1e-1], [100, 0], 1e-4)).toThrow("entry 1");
  });

  test("fails on another length, on NaN and on infinity", () => {
    expect(() => closeAll([1, Infinity], [Infinity, 1], 1e-3)).toThrow();
    expect(() => closeAll([1], [1, 1], 1e-3)).toThrow();
    expect(() => closeAll([Number.NaN], [1], 1e-3)).toThrow();
  });
});
