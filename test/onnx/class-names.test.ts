import { describe, expect, test } from "vitest";
import { TrisimError } from "../../src/errors.js";
import { classNamesOf } from "../../src/onnx/class-names.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes } from "../support/onnx-builder.js";

function names(metadata: Readonly<Record<string, string>>) {
  const bytes = modelBytes({ inputs: [["x", "float32", [1]]], nodes: [["Neg", "x", "y"]], outputs: ["y"], metadata });
  return classNamesOf(readModel(bytes, "m.onnx"));
}

describe("classNamesOf", () => {
  test("gives the names in the order of the file", () => {
    expect(names({ other: "x", class_names: '["T-shirt/top", "été", ""]' })).toEqual(["T-shirt/top", "été", ""]);
  });

  test("is null where the file says nothing", () => {
    expect(names({})).toBeNull();
    expect(names({ classes: '["a"]' })).toBeNull();
  });

  test.each(["", "cat,dog", '{"0": "cat"}', "[]", '["cat", 1]', "null", '"cat"', '["cat"'])("refuses %j", (text) => {
    expect(() => names({ class_names: text })).toThrow(
      new TrisimError("malformed", "m.onnx: its metadata class_names is no JSON array of class names"),
    );
  });
});
