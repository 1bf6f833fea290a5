import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { close } from "../support/close.js";
import { examplesIn, runExample } from "../support/examples.js";
import { ROOT, sourceFiles } from "../support/source-files.js";

function check(actual: unknown, expected: unknown, what: string): void {
  if (typeof actual === "number" && typeof expected === "number") close(actual, expected, 1e-9);
  else if (actual instanceof Float64Array && expected instanceof Float64Array) {
    expect(actual.length, what).toBe(expected.length);
    for (const [i, value] of expected.entries()) check(actual[i], value, `${what}, element ${i}`);
  } else expect(actual, what).toEqual(expected);
}

async function scopeOf(file: string): Promise<Record<string, unknown>> {
  const [index, measures, own] = await Promise.all([
    import("../../src/index.js"),
    import("../../src/measures/index.js"),
    import(join(ROOT, "src", file)),
  ]);
  return { ...index, ...measures, ...own };
}

const documented = sourceFiles("src")
  // Threads and the command run when they are imported; they export nothing to show.
  .filter((file) => !/-worker\.ts$|^cli\/main\.ts$/.test(file))
  .map((file) => ({ file, examples: examplesIn(readFileSync(join(ROOT, "src", file), "utf8")) }))
  .filter(({ examples }) => examples.length > 0);

describe("examples of docstrings", () => {
  test("there are some", () => expect(documented.length).toBeGreaterThan(20));

  for (const { file, examples } of documented)
    for (const { line, code } of examples)
      test(`${file}:${line} gives what it says`, async () => {
        expect(await runExample(code, await scopeOf(file), check)).toBeGreaterThan(0);
      });
});

describe("the runner of examples", () => {
  test("fails on a wrong value", async () => {
    await expect(runExample("1 + 1; // => 3", {}, check)).rejects.toThrow();
    await expect(runExample("[1]; // => [2]", {}, check)).rejects.toThrow();
    await expect(runExample("Float64Array.of(1); // => Float64Array.of(2)", {}, check)).rejects.toThrow();
  });

  test("finds the code between @example and the end of the comment", () => {
    expect(examplesIn("/**\n * Text.\n * @example\n * f(1); // => 2\n */")).toEqual([
      { line: 4, code: "f(1); // => 2" },
    ]);
  });
});
