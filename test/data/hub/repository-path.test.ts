import { describe, expect, test } from "vitest";
import { isRepositoryPath } from "../../../src/data/hub/repository-path.js";

describe("isRepositoryPath", () => {
  test.each(["model.onnx", "onnx/model.onnx", "a/b/c d.json", "..a/b..", "ünï/x"])("takes %j", (path) => {
    expect(isRepositoryPath(path)).toBe(true);
  });

  test.each([
    "",
    "/etc/passwd",
    "../x",
    "a/../b",
    "a/./b",
    "a//b",
    "a/",
    "a\\..\\b",
    "C:x",
    "a\0b",
    "a\nb",
    "x".repeat(600),
  ])("refuses %j", (path) => {
    expect(isRepositoryPath(path)).toBe(false);
  });
});
