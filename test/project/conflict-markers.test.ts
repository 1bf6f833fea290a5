import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/source-files.js";

const FOLDERS = ["bench", "docs", "schema", "scripts", "src", "studies", "test", "zoo"];
const MARKER = /^(<{7} |>{7} |={7}$)/m;

function textsBelow(folder: string): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: folder !== "", withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile() && /\.(ts|mjs|js|md|json|ya?ml|py|c|h)$/.test(entry.name));
  return texts.map((entry) => join(entry.parentPath, entry.name));
}

test("no text holds what a merge left behind", () => {
  const texts = ["", ...FOLDERS].flatMap(textsBelow);
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter((file) => MARKER.test(readFileSync(file, "utf8")))).toEqual([]);
});
