import type { z } from "zod";
import { TrisimError } from "../errors.js";

/**
 * What is wrong with a JSON file, in one line that names the key.
 *
 * @param known - what the keys of the file are, for those that are not among them.
 */
export function schemaFault(file: string, error: z.ZodError, known: string): TrisimError {
  const [issue] = error.issues;
  const key = issue?.path.join(".") ?? "";
  if (issue?.code !== "unrecognized_keys") {
    return new TrisimError(
      "bad-value",
      `${file}: ${key || "the whole file"}: ${issue?.message.toLowerCase().replace("undefined", "nothing")}`,
    );
  }
  const unknown = key === "" ? issue.keys[0] : `${key}.${issue.keys[0]}`;
  return new TrisimError("bad-value", `${file}: unknown key "${unknown}"; expected ${known}`);
}
