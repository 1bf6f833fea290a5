import { describe, expect, test } from "vitest";
import { readJsonBody } from "../../../src/data/hub/read-json-body.js";

let given = 0;
async function* body(...texts: readonly string[]) {
  for (const text of texts) {
    given++;
    yield Buffer.from(text);
  }
}

describe("readJsonBody", () => {
  test("reads JSON that comes in pieces", async () => {
    expect(await readJsonBody(body('{"a":', "[1,", "2]}"), 100, "hf:o/n")).toEqual({ a: [1, 2] });
  });

  test("refuses what is no JSON, and what is too long before it has all of it", async () => {
    await expect(readJsonBody(body("<html>"), 100, "hf:o/n")).rejects.toThrow(
      "hf:o/n: the hub answers what is no JSON",
    );
    given = 0;
    const long = readJsonBody(body(...Array<string>(1000).fill("0".repeat(60))), 100, "hf:o/n");
    await expect(long).rejects.toThrow("hf:o/n: the hub answers more than 100 bytes");
    expect(given).toBe(2);
  });
});
