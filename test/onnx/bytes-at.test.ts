import { expect, test } from "vitest";
import { bytesAt } from "../../src/onnx/bytes-at.js";
import { inMemory } from "../../src/onnx/variant.js";

test("gives a stretch of what is in memory, and of a file no more than is asked for", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4);
  expect(bytesAt(inMemory(bytes), 1, 3)).toEqual(Uint8Array.of(2, 3));
  const asked: number[] = [];
  const file = {
    path: "model.onnx",
    mapping: null,
    setAside: () => false,
    checkUnchanged() {},
    checkMapped() {},
    bytesAt(start: number, end: number) {
      asked.push(start, end);
      return bytes.slice(start, end);
    },
  };
  const model = {
    file,
    get bytes(): Uint8Array {
      throw new Error("all of it was read");
    },
  };
  expect([bytesAt(model, 1, 3), asked]).toEqual([Uint8Array.of(2, 3), [1, 3]]);
});
