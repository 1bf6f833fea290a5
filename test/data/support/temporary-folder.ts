import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder for one test file, removed at its end; `write` gives the path of the file it made. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "trisim-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  return {
    folder,
    at,
    write(name: string, content: Uint8Array | string): string {
      writeFileSync(at(name), content);
      return at(name);
    },
  };
}
