/** Writes the published JSON Schema of a comparison's results. */
import { mkdirSync, writeFileSync } from "node:fs";
import { resultsSchema } from "../src/study/results-schema.js";

mkdirSync("schema", { recursive: true });
writeFileSync("schema/results.json", `${JSON.stringify(resultsSchema(), null, 2)}\n`);
