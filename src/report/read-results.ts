import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { schemaFault } from "../data/schema-fault.js";
import { systemReason } from "../data/system-reason.js";
import { TrisimError } from "../errors.js";
import { type StudyResult, studyResultSchema } from "../study/results/study.js";
import { type CompareResult, compareResultSchema, SCHEMA } from "../study/results.js";

/** What a folder of results holds. */
export type Results =
  | { readonly kind: "comparison"; readonly result: CompareResult }
  | { readonly kind: "study"; readonly result: StudyResult };

/**
 * Reads `results.json` of a folder: of a comparison or of a study.
 *
 * @throws TrisimError "not-found", "unreadable", "malformed" where it is not JSON (a file that was cut short, say),
 *   "unsupported" where it has another schema, "bad-value" where a key is not as the schema says.
 */
export async function readResults(folder: string): Promise<Results> {
  const file = join(folder, "results.json");
  const found = parsed(await textOf(file), file);
  const schema = isRecord(found) ? found.schema : undefined;
  if (!isRecord(found) || schema !== SCHEMA) {
    throw new TrisimError(
      "unsupported",
      `${file} has the schema ${JSON.stringify(schema) ?? "nothing"}, this version reads "${SCHEMA}": run again what made it`,
    );
  }
  if ("pairs" in found) return { kind: "study", result: checked(studyResultSchema, found, file) };
  if ("data" in found) return { kind: "comparison", result: checked(compareResultSchema, found, file) };
  throw new TrisimError("unsupported", `${file} holds neither a comparison nor a study: it has no "data"`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const missing = cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR");
    if (missing)
      throw new TrisimError("not-found", `${file} does not exist: name a folder that --out wrote`, { cause });
    throw new TrisimError("unreadable", `${file} cannot be read: ${systemReason(cause)}`, { cause });
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TrisimError("malformed", `${file} is not JSON, perhaps cut short: ${why}`, { cause });
  }
}

/** Results of an older build lack keys under the same schema: the first one is named. */
function checked<T>(schema: z.ZodType<T>, found: Record<string, unknown>, file: string): T {
  const { success, data, error } = schema.safeParse(found);
  if (success) return data;
  const { provenance } = found;
  const by =
    isRecord(provenance) && typeof provenance.trisim === "string" ? ` (written by trisim ${provenance.trisim})` : "";
  const fault = schemaFault(file, error, "the keys of its schema");
  throw new TrisimError(fault.code, `${fault.message}${by}: run again what made it`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
