import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/command.js";
import { consoleCommands } from "../support/console-blocks.js";
import { ROOT } from "../support/source-files.js";

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const text = (document: string) => readFileSync(join(ROOT, document), "utf8");
const folder = temporaryFolder();

/** Runs a command of a document from the repository, but for what it writes: that goes to a folder of its own. */
function run(command: string): string {
  const bin = `${process.execPath} ${join(ROOT, "bin/trisim.js")}`;
  const inPlace = command.replace(/^npx trisim/, bin).replaceAll("test/golden/", `${ROOT}test/golden/`);
  return execFileSync("sh", ["-c", `${inPlace} 2>&1`], { cwd: folder, encoding: "utf8" });
}

describe.each(documents)("%s", (document) => {
  for (const block of consoleCommands(text(document)))
    for (const { command, output } of block) {
      const needsField = command.includes("$TRISIM_FIELD");
      const title = needsField ? `${command} (needs TRISIM_FIELD)` : command;
      test.skipIf(needsField && process.env.TRISIM_FIELD === undefined)(title, () => {
        expect(run(command)).toBe(output);
      });
    }

  test("links to files that are there", () => {
    const links = [...text(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? "");
    const missing = links.filter((link) => !existsSync(resolve(ROOT, dirname(document), link)));
    expect(missing).toEqual([]);
  });
});

describe("consoleCommands", () => {
  test("takes each command with what it prints", () => {
    const markdown = "x\n```console\n$ a b\none\ntwo\n$ c\n```\n```sh\n$ d\n```\n";
    expect(consoleCommands(markdown)).toEqual([
      [
        { command: "a b", output: "one\ntwo\n" },
        { command: "c", output: "" },
      ],
    ]);
  });
});

test("README has commands that are run", () => {
  expect(consoleCommands(text("README.md")).flat().length).toBeGreaterThanOrEqual(4);
});
