import { expect, test } from "vitest";
import { withMemory } from "../../../src/kernels/wasm/with-memory.js";

const held = () => withMemory(({ kernels }) => kernels.memory.buffer.byteLength);

test("what was put in is there, in the type asked for", () => {
  withMemory(({ put, view, zeros }) => {
    const at = put(Float32Array, Float64Array.of(1, 2.5));
    expect(view(Float32Array, at, 2)).toEqual(Float32Array.of(1, 2.5));
    expect(view(Float64Array, zeros(2), 2)).toEqual(new Float64Array(2));
  });
});

test("a call has the memory of the one before it", () => {
  const first = withMemory(({ room }) => room(Float64Array, 10));
  expect(withMemory(({ room }) => room(Float64Array, 1000))).toBe(first);
});

test("a call within a call has memory of its own", () => {
  withMemory(({ put, view }) => {
    const at = put(Float64Array, Float64Array.of(1, 2));
    withMemory((inner) => inner.put(Float64Array, Float64Array.of(8, 9)));
    expect(view(Float64Array, at, 2)).toEqual(Float64Array.of(1, 2));
  });
});

test("memory grows with what is asked for, and much of it is not kept", () => {
  const before = held();
  withMemory(({ room, kernels }) => {
    room(Float64Array, 2 ** 24);
    expect(kernels.memory.buffer.byteLength).toBeGreaterThan(2 ** 27);
  });
  expect(held()).toBeLessThanOrEqual(before);
});

test.each([2 ** 29 - 2 ** 10, 2 ** 29, 2 ** 40])("more than there can be, %d numbers, is refused in words", (count) => {
  expect(() => withMemory(({ room }) => [room(Float64Array, 2 ** 12), room(Float64Array, count)])).toThrow(
    /no memory for \d+ bytes/,
  );
  expect(held()).toBeLessThan(2 ** 25);
});

test("an error of the caller's passes unchanged, and memory with it", () => {
  const error = new Error("mine");
  expect(() =>
    withMemory(({ room }) => {
      room(Float64Array, 100);
      throw error;
    }),
  ).toThrow(error);
  expect(held()).toBeGreaterThan(0);
});
