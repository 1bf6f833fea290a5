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
