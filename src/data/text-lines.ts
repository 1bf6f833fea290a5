import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";

/** Far above the 1,000 class names of ImageNet or the 80 templates of CLIP. */
const MAX_BYTES = 2 ** 22;

/**
 * The lines of a text file in UTF-8, without the blanks around them; empty lines are left out.
 *
 * @throws TrisimError "malformed" for what is no such text or has no line; "not-found" or "unreadable" for the file.
 */
export async function readLines(file: string): Promise<readonly string[]> {
  const bytes = await withFile(file, async (source) => {
    if (source.byteLength <= MAX_BYTES) return source.slice(0, source.byteLength);
    throw new TrisimError("malformed", `${file}: ${source.byteLength} bytes; expected a list of at most 4 MiB`);
  });
  const lines = decoded(file, bytes)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length > 0) return lines;
  throw new TrisimError("malformed", `${file} is empty; expected one entry a line`);
}

function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new TrisimError("malformed", `${file} is no text in UTF-8`, { cause });
  }
}
