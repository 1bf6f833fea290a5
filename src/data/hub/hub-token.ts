import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TrisimError } from "../../errors.js";
import { systemReason } from "../system-reason.js";

/**
 * The user's token, from where Python's huggingface_hub has it: `HF_TOKEN`, `HUGGING_FACE_HUB_TOKEN`, else the file that
 * `HF_TOKEN_PATH` names, else `token` in the folder that `HF_HOME` is.
 *
 * @returns `null` where there is none.
 * @throws TrisimError "bad-value" for what cannot be a token, "unreadable" for a file that cannot be read; the token is not
 * repeated.
 */
export async function readHubToken(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<string | null> {
  for (const name of ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"]) {
    const token = checked(environment[name] ?? "", name);
    if (token !== null) return token;
  }
  const file = environment.HF_TOKEN_PATH || join(home, "token");
  return checked(await contentOf(file), file);
}

function checked(text: string, source: string): string | null {
  const token = text.trim();
  if (token === "") return null;
  if (/^[\x21-\x7e]{1,1000}$/.test(token)) return token;
  throw new TrisimError("bad-value", `${source} holds no token of the hub: tokens are ASCII without blanks`);
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") return "";
    throw new TrisimError("unreadable", `${file}, the hub's token, cannot be read: ${systemReason(cause)}`);
  }
}
