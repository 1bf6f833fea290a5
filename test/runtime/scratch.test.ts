import { describe, expect, test } from "vitest";
import { Scratch } from "../../src/runtime/scratch.js";

function reserved(...lengths: readonly number[]): Scratch {
  const scratch = new Scratch();
  for (const length of lengths) scratch.reserve(length);
  return scratch;
}

describe("Scratch", () => {
  test("is one memory, as long as the longest graph to come", () => {
    const scratch = reserved(4, 9, 2);
    const all = scratch.bytes(9);
    const part = scratch.bytes(4);
    expect([part.buffer === all.buffer, part.length, all.buffer.byteLength]).toEqual([true, 4, 9]);
    expect(() => scratch.bytes(10)).toThrow(new RangeError("scratch: 10 bytes, expected at most 9"));
  });

  test("lends what was written, and takes the same memory back", () => {
    const scratch = reserved(3);
    scratch.bytes(3).set([1, 2, 3]);
    const { lent, back } = scratch.lent(2);
    expect([...lent]).toEqual([1, 2]);
    const elsewhere = structuredClone(lent.buffer, { transfer: [lent.buffer] });
    back(elsewhere);
    expect([...scratch.bytes(3)]).toEqual([1, 2, 3]);
    expect(scratch.bytes(3).buffer).toBe(elsewhere);
  });

  test("is new memory where what it lent does not come back", () => {
    const scratch = reserved(3);
    scratch.bytes(3).set([1, 2, 3]);
    const { lent } = scratch.lent(3);
    structuredClone(lent.buffer, { transfer: [lent.buffer] });
    expect([...scratch.bytes(3)]).toEqual([0, 0, 0]);
  });
});
