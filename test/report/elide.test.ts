import { expect, test } from "vitest";
import { elide } from "../../src/report/elide.js";

test("short text stays as it is", () => {
  expect(elide("abc", 3)).toBe("abc");
});

test("long text keeps its beginning and end, never half of a character", () => {
  expect(elide("🙂".repeat(40), 6)).toBe("🙂🙂…🙂🙂🙂");
});
