import { describe, expect, test } from "vitest";
import { onOneLine, tableName } from "../../src/cli/terminal-text.js";

/** An override of the direction, an escape sequence, a bell, two line breaks and a separator of lines. */
const HOSTILE = "a\u202eb\u001b[2Jc\u0007d\r\ne\u2028f\u2066g";

describe("onOneLine", () => {
  test("leaves nothing that a terminal would obey", () => {
    expect(onOneLine(HOSTILE)).toBe("a b [2Jc d e f g");
    expect(onOneLine("\n")).toBe("");
  });

  test("leaves names of any script alone", () => {
    for (const name of ["ü語", "שלום", "ResNet-20 (seed 1)"]) expect(onOneLine(name)).toBe(name);
  });
});

test("tableName shortens in the middle, and only what is long", () => {
  expect(tableName("x".repeat(40))).toBe("x".repeat(40));
  expect(tableName(`begin${"-".repeat(400)}end`)).toMatch(/^begin-+…-+end$/);
  expect(Array.from(tableName("語".repeat(400)))).toHaveLength(40);
});
