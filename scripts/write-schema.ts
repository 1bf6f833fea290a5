/** Writes the published JSON Schemas of the results. */
import { mkdirSync, writeFileSync } from "node:fs";
import { connectSchema, resultsSchema } from "../src/study/results-schema.js";

mkdirSync("schema", { recursive: true });
for (const [name, schema] of Object.entries({ results: resultsSchema(), connect: connectSchema() }))
  writeFileSync(`schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
