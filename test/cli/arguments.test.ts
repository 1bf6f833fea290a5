import { describe, expect, test } from "vitest";
import {
  labelOffsets,
  layerLists,
  levels,
  list,
  memorySize,
  positiveInteger,
  preprocessFiles,
  seed,
  towerBiases,
  towerFiles,
  towerScales,
} from "../../src/cli/arguments.js";

describe("arguments", () => {
  test("positiveInteger takes whole numbers from 1", () => {
    expect(positiveInteger("12")).toBe(12);
    for (const text of ["0", "-1", "1.5", "x", "", "1e99"]) expect(() => positiveInteger(text)).toThrow("whole number");
  });

  test("seed takes 32 bits", () => {
    expect([seed("0"), seed("4294967295")]).toEqual([0, 4294967295]);
    for (const text of ["-1", "4294967296", "", "1.5"]) expect(() => seed(text)).toThrow("4294967295");
  });

  test("memorySize takes bytes, decimal and binary units, in any case", () => {
    const sizes = { "800000000": 8e8, "500MB": 5e8, "2G": 2e9, "1.5GiB": 1.5 * 2 ** 30, "3 kib": 3072, "0.5m": 5e5 };
    for (const [text, bytes] of Object.entries({ ...sizes, " 7B ": 7, "1.2345kB": 1234 }))
      expect(memorySize(text)).toBe(bytes);
    for (const text of ["", "0", "0.4", "-1GB", "GB", "1TB", "1e9", "x", "1,5GB", "5MBs", "1.GB", "NaN", "0x10"])
      expect(() => memorySize(text)).toThrow("Expected a size such as 500MB, 2GB or 1.5GiB.");
  });

  test("labelOffsets takes one whole number for both models, or one each", () => {
    expect([labelOffsets("1"), labelOffsets("0,-1")]).toEqual([
      { a: 1, b: 1 },
      { a: 0, b: -1 },
    ]);
    for (const text of ["1.5", "x", "1,2,3", "1,x"]) expect(() => labelOffsets(text)).toThrow("whole number");
    expect(() => labelOffsets("1,")).toThrow("separated by commas");
  });

  test("list refuses empty entries", () => {
    expect(list("a, b")).toEqual(["a", "b"]);
    for (const text of ["", "a,", ",a", "a,,b"]) expect(() => list(text)).toThrow("separated by commas");
  });

  test("levels are in [0, 1)", () => {
    expect(levels("0,.5,0.99")).toEqual([0, 0.5, 0.99]);
    for (const text of ["1", "1.2", "-0.1", "x", "NaN"]) expect(() => levels(text)).toThrow(`Level ${text}`);
  });

  test("layerLists serve both models, or one each", () => {
    expect(layerLists("x,y")).toEqual({ a: ["x", "y"], b: ["x", "y"] });
    expect(layerLists("x;y,z")).toEqual({ a: ["x"], b: ["y", "z"] });
    expect(() => layerLists("x;y;z")).toThrow("two separated by a semicolon");
  });

  test("preprocessFiles serve both models, or one each", () => {
    expect(preprocessFiles("p.json")).toEqual({ a: "p.json", b: "p.json" });
    expect(preprocessFiles("p.json,q.json")).toEqual({ a: "p.json", b: "q.json" });
    expect(() => preprocessFiles("a,b,c")).toThrow("two separated by a comma");
  });

  test("towerFiles serve every tower, or one each, of which one may be left out", () => {
    expect(towerFiles("t.onnx")).toEqual({ every: "t.onnx" });
    expect(towerFiles("t.onnx, u.onnx")).toEqual({ a: "t.onnx", b: "u.onnx" });
    expect(towerFiles("t.onnx,")).toEqual({ a: "t.onnx" });
    expect(towerFiles(",u.onnx")).toEqual({ b: "u.onnx" });
    for (const text of ["", " ", ",", "a,b,c", "a,,b"])
      expect(() => towerFiles(text)).toThrow("one of which may be empty");
  });

  test("towerScales take numbers above 0, for every tower or for single ones", () => {
    expect(towerScales("100")).toEqual({ every: 100 });
    expect(towerScales("1e-3,14")).toEqual({ a: 1e-3, b: 14 });
    expect(towerScales(",14")).toEqual({ b: 14 });
    for (const text of ["0", "-1", "x", "Infinity", "5,0"]) expect(() => towerScales(text)).toThrow("a number above 0");
  });

  test("towerBiases take any numbers", () => {
    expect(towerBiases("-12.9")).toEqual({ every: -12.9 });
    expect(towerBiases("0,-1e1")).toEqual({ a: 0, b: -10 });
    for (const text of ["x", "Infinity", "5,NaN"]) expect(() => towerBiases(text)).toThrow("a number");
  });
});
