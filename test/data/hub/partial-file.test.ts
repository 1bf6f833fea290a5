import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../../src/data/hash.js";
import { claimPart, releasePart } from "../../../src/data/hub/partial-file.js";
import { temporaryFolder } from "../../support/command.js";

const checksum = "a".repeat(64);
const unique = (i: number) => `00000000-0000-4000-8000-00000000000${i}`;
const host = sha256(hostname()).slice(0, 8);
let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

function left(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** The number of a process that has ended. */
function deadProcess(): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["-e", ""]);
    child.on("exit", () => resolve(child.pid ?? 0));
  });
}

describe("claimPart", () => {
  test("is a new name each time, and makes no file", async () => {
    const [one, other] = [await claimPart(folder, checksum), await claimPart(folder, checksum)];
    expect(one).not.toBe(other);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("takes over the largest piece of a process that is gone, and clears the others away", async () => {
    const pid = await deadProcess();
    left(`${checksum}.${host}.${pid}.${unique(1)}.part`, "ab");
    left(`${checksum}.${host}.${pid}.${unique(2)}.part`, "abc");
    left(`${checksum}.${host}.0.${unique(3)}.part`, "a");
    const part = await claimPart(folder, checksum);
    expect(readFileSync(part, "utf8")).toBe("abc");
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test("leaves alone what somebody writes to, here or on another machine, and what is of another file", async () => {
    const living = left(`${checksum}.${host}.${process.pid}.${unique(1)}.part`, "ab");
    const elsewhere = left(`${checksum}.00000000.1.${unique(2)}.part`, "ab");
    const other = left(`${"b".repeat(64)}.${host}.0.${unique(3)}.part`, "ab");
    expect(existsSync(await claimPart(folder, checksum))).toBe(false);
    expect([living, elsewhere, other].every(existsSync)).toBe(true);
    const longAgo = Date.now() / 1000 - 7200;
    utimesSync(elsewhere, longAgo, longAgo);
    expect(readFileSync(await claimPart(folder, checksum), "utf8")).toBe("ab");
    expect(existsSync(elsewhere)).toBe(false);
  });

  test("takes over what was let go", async () => {
    const part = await claimPart(folder, checksum);
    writeFileSync(part, "ab");
    expect(existsSync(await claimPart(folder, checksum))).toBe(false);
    await releasePart(part);
    expect(readFileSync(await claimPart(folder, checksum), "utf8")).toBe("ab");
  });
});
