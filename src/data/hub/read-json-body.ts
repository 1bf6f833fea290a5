import { TrisimError } from "../../errors.js";

/**
 * Reads a body as JSON.
 *
 * @param most - more bytes than this are refused before they are held.
 * @throws TrisimError "malformed", naming `what`.
 */
export async function readJsonBody(body: AsyncIterable<Uint8Array>, most: number, what: string): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > most) throw new TrisimError("malformed", `${what}: the hub answers more than ${most} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (cause) {
    throw new TrisimError("malformed", `${what}: the hub answers what is no JSON`, { cause });
  }
}
