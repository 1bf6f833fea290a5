import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { ROOT } from "./source-files.js";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built command to its end; `interrupt` sends it a signal after so many milliseconds, or once a file or folder is
 * there that the command makes.
 */
export function trisim(
  args: readonly string[],
  interrupt?: number | string,
  signal: NodeJS.Signals = "SIGINT",
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, "bin/trisim.js"), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    const stop = interruptOf(interrupt, () => child.kill(signal));
    child.on("error", reject);
    child.on("close", (code, killedBy) => {
      stop();
      resolve({ code, signal: killedBy, ...output });
    });
  });
}

/** Interrupts at its moment; what comes back calls it off. */
function interruptOf(moment: number | string | undefined, interrupt: () => void): () => void {
  if (moment === undefined) return () => undefined;
  if (typeof moment === "number") {
    const timer = setTimeout(interrupt, moment);
    return () => clearTimeout(timer);
  }
  const timer = setInterval(() => {
    if (!existsSync(moment)) return;
    clearInterval(timer);
    interrupt();
  }, 20);
  return () => clearInterval(timer);
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder for one test, removed at the end of its file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "trisim-"));
  folders.push(folder);
  return folder;
}
