import { describe, expect, test } from "vitest";
import { readResults } from "../../src/report/read-results.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { compareResult } from "../support/compare-result.js";

const { folder, write } = temporaryFolder();
const file = `${folder}/results.json`;

function faultOf(content: string): Promise<string> {
  write("results.json", content);
  return fault(() => readResults(folder));
}

describe("readResults", () => {
  test("reads a comparison", async () => {
    write("results.json", JSON.stringify(compareResult()));
    expect(await readResults(folder)).toEqual({ kind: "comparison", result: compareResult() });
  });

  test("names a folder without results", async () => {
    expect(await fault(() => readResults(`${folder}/none`))).toBe(
      `not-found: ${folder}/none/results.json does not exist: name a folder that --out wrote`,
    );
  });

  test("a file that was cut short is not JSON", async () => {
    const text = JSON.stringify(compareResult());
    expect(await faultOf(text.slice(0, text.length / 2))).toMatch(
      `malformed: ${file} is not JSON, perhaps cut short: `,
    );
    expect(await faultOf("")).toMatch("malformed");
  });

  test("another schema is refused by name, and so is none", async () => {
    expect(await faultOf(JSON.stringify({ ...compareResult(), schema: "trisim/0" }))).toBe(
      `unsupported: ${file} has the schema "trisim/0", this version reads "trisim/1": run again what made it`,
    );
    for (const content of ["[]", "null", "{}", '"text"']) {
      expect(await faultOf(content)).toMatch(`unsupported: ${file} has the schema nothing`);
    }
    expect(await faultOf('{"schema":"trisim/1"}')).toMatch("holds neither a comparison nor a study");
  });

  test("a key that an older build did not write is named", async () => {
    const { warnings: _, ...older } = compareResult();
    expect(await faultOf(JSON.stringify(older))).toBe(
      `bad-value: ${file}: warnings: invalid input: expected array, received nothing (written by trisim 0.1.0): run again what made it`,
    );
  });
});
