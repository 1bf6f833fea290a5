/** Writes the published JSON Schemas. */
import { mkdirSync, writeFileSync } from "node:fs";
import { publishedSchemas } from "../src/study/published-schemas.js";

mkdirSync("schema", { recursive: true });
for (const [name, schema] of Object.entries(publishedSchemas()))
  writeFileSync(`schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
