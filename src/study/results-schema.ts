import { z } from "zod";
import { connectResultSchema } from "./connect-models.js";
import { compareResultSchema } from "./results.js";

/** The shape of a comparison's results as a JSON Schema, for whoever reads `results.json` elsewhere. */
export function resultsSchema(): object {
  return { title: "The results of trisim compare", ...z.toJSONSchema(compareResultSchema) };
}

/** The same of what `trisim connect --json` prints. */
export function connectSchema(): object {
  return { title: "The results of trisim connect", ...z.toJSONSchema(connectResultSchema) };
}
