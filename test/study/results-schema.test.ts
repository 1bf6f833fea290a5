import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectSchema, resultsSchema } from "../../src/study/results-schema.js";
import { ROOT } from "../support/source-files.js";

test.each([
  ["results", resultsSchema()],
  ["connect", connectSchema()],
])("the published schema of %s is the one of the types; `npm run schema` writes it", (name, schema) => {
  const published = JSON.parse(readFileSync(join(ROOT, `schema/${name}.json`), "utf8"));
  expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
});
