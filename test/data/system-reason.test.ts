import { expect, test } from "vitest";
import { systemReason } from "../../src/data/system-reason.js";

test("keeps the system's words and drops its code, call and paths", () => {
  expect(systemReason(new Error("ENOENT: no such file or directory, open '/a, b/c.bin'"))).toBe(
    "no such file or directory",
  );
  expect(systemReason(new Error("EISDIR: illegal operation on a directory, rename '/a' -> '/b'"))).toBe(
    "illegal operation on a directory",
  );
  expect(systemReason(new Error("EISDIR: illegal operation on a directory, read"))).toBe(
    "illegal operation on a directory",
  );
});

test("any other message stays as it is", () => {
  expect(systemReason(new Error("file closed"))).toBe("file closed");
  expect(systemReason("text")).toBe("text");
});
