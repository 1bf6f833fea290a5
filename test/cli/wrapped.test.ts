import { expect, test } from "vitest";
import { wrapped } from "../../src/cli/wrapped.js";

test("wrapped breaks between words, and leaves a word that is too long alone", () => {
  expect(wrapped("one two three", 7)).toBe("one two\nthree");
  expect(wrapped("one\ntwo\u202e three", 20)).toBe("one two three");
  expect(wrapped("a incomprehensible b", 5)).toBe("a\nincomprehensible\nb");
});
