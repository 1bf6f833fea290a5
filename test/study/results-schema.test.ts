import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resultsSchema } from "../../src/study/results-schema.js";
import { ROOT } from "../support/source-files.js";

test("the published schema is the one of the types; `npm run schema` writes it", () => {
  const published = JSON.parse(readFileSync(join(ROOT, "schema/results.json"), "utf8"));
  expect(published).toEqual(JSON.parse(JSON.stringify(resultsSchema())));
});
