import { z } from "zod";
import { connectResultSchema } from "./connect-result.js";
import { studyResultSchema } from "./results/study.js";
import { compareResultSchema } from "./results.js";
import { studyFileSchema } from "./study-file.js";

/** What is published as JSON Schemas, by the name of the file: for whoever reads results elsewhere or writes STUDY.yaml. */
export function publishedSchemas(): Readonly<Record<string, object>> {
  return {
    results: { title: "The results of trisim compare", ...z.toJSONSchema(compareResultSchema) },
    connect: { title: "The results of trisim connect", ...z.toJSONSchema(connectResultSchema) },
    "study-results": { title: "The results of trisim study", ...z.toJSONSchema(studyResultSchema) },
    study: { title: "A study of trisim", ...z.toJSONSchema(studyFileSchema, { io: "input" }) },
  };
}
