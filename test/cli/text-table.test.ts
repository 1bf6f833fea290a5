import { expect, test } from "vitest";
import { textTable } from "../../src/cli/text-table.js";

test("textTable puts the first column left and the others right, without trailing blanks", () => {
  expect(
    textTable(
      ["name", "n"],
      [
        ["a", "100"],
        ["longer", ""],
      ],
    ),
  ).toBe("name      n\na       100\nlonger\n");
});

test("textTable keeps to a line a row whatever cells hold", () => {
  expect(textTable(["name", "n"], [["a\nb\u001b[31m", "1\u202e"]])).toBe("name      n\na b [31m  1\n");
});
