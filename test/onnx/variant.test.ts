import { expect, test } from "vitest";
import { inMemory, variantOf, written } from "../../src/onnx/variant.js";

test("a variant is written with what differs and what comes behind, and leaves what it is a variant of", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4);
  const base = inMemory(bytes);
  const memory = Uint8Array.of(0, 0);
  function* changed() {
    for (const start of [0, 2]) {
      memory.fill(7 + start);
      yield { start, bytes: memory.subarray(start === 0 ? 1 : 0) };
    }
  }
  expect([...written({ base, appended: Uint8Array.of(5), changed })]).toEqual([7, 2, 9, 9, 5]);
  expect([...written(variantOf(base))]).toEqual([1, 2, 3, 4]);
  expect([...bytes]).toEqual([1, 2, 3, 4]);
});
