import { expect, test } from "vitest";
import { csv } from "../../src/cli/csv.js";

test("csv quotes what would break a row, and leaves null empty", () => {
  expect(
    csv([
      ["a", 1, null],
      ['say "x"', "b,c", "d\ne"],
    ]),
  ).toBe('a,1,\n"say ""x""","b,c","d\ne"\n');
});
