import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { faultOf, oneLine, RequirementError } from "../../src/cli/fault.js";
import { Interrupted } from "../../src/cli/interrupt.js";
import { TrisimError } from "../../src/errors.js";

describe("faultOf", () => {
  test.each([
    ["help that was asked for", new CommanderError(0, "commander.help", ""), 0],
    ["a wrong command line", new CommanderError(1, "commander.unknownOption", ""), 2],
    ["a value out of range", new RangeError("levels: 2 is not in [0, 1)"), 2],
    ["a path that does not exist", new TrisimError("not-found", "x"), 2],
    ["an unknown layer", new TrisimError("unknown-layer", "x"), 2],
    ["what a file contains", new TrisimError("malformed", "x"), 1],
    ["an unwritable folder", new TrisimError("unwritable", "x"), 1],
    ["a requirement that is not met", new RequirementError("x"), 3],
    ["Ctrl-C", new Interrupted("SIGINT"), 130],
    ["a polite kill", new Interrupted("SIGTERM"), 143],
    [
      "a file of which no more is read",
      new DOMException("", { name: "AbortError", cause: new Interrupted("SIGTERM") }),
      143,
    ],
    ["a fault of ours", new TypeError("x is undefined"), 1],
    ["something that is no error", "x", 1],
  ])("%s", (_, error, code) => {
    expect(faultOf(error).exitCode).toBe(code);
  });

  test("an error is one line", () => {
    expect(oneLine("a\n  b\n")).toBe("trisim: a b");
  });
});
