import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashFile, hashFor, isChecksum } from "../../../src/data/hub/checksum.js";
import { temporaryFolder } from "../../support/command.js";

test("hashFor and hashFile give what git and sha256sum give", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "hello");
  writeFileSync(file, "hello\n");
  // printf 'hello\n' | git hash-object --stdin; printf 'hello\n' | sha256sum
  const known = [
    "ce013625030ba8dba906f756967f9e9ca394464a",
    "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
  ];
  for (const checksum of known) {
    const hash = hashFor({ checksum, size: 6 });
    await hashFile(hash, file);
    expect(hash.digest("hex")).toBe(checksum);
  }
  rmSync(folder, { recursive: true });
});

test("isChecksum takes 40 and 64 lower-case hexadecimal digits", () => {
  expect(["a".repeat(40), "0".repeat(64)].every(isChecksum)).toBe(true);
  expect(["", "a".repeat(41), "A".repeat(40), "g".repeat(64), `${"a".repeat(40)}\n`].some(isChecksum)).toBe(false);
});
