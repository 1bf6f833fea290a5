import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { ROOT } from "../support/source-files.js";

const LEVELS = Array.from({ length: 24 }, (_, i) => (i / 24).toFixed(3)).join(",");

function args(out: string): string[] {
  const models = ["compare", goldenFile("a.onnx"), goldenFile("vit.onnx"), "--data", GOLDEN_DATA];
  return [...models, "--levels", LEVELS, "--threads", "1", "--out", out, "--quiet"];
}

/** Runs the command and kills it, beyond any clean-up, once so many levels are stored and a little later. */
function killed(out: string, levels: number, later: number): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, "bin/trisim.js"), ...args(out)], { stdio: "ignore" });
    const store = join(out, "store");
    const timer = setInterval(() => {
      if (!existsSync(store) || readdirSync(store).length < levels) return;
      clearInterval(timer);
      setTimeout(() => child.kill("SIGKILL"), later);
    }, 5);
    child.on("close", (_, signal) => {
      clearInterval(timer);
      resolve(signal);
    });
  });
}

/** The results without the time they took and where they were written. */
function results(out: string): string {
  const text = readFileSync(join(out, "results.json"), "utf8");
  return text.replace(/"(startedAt|seconds|store)": .*/g, "").replaceAll(out, "");
}

describe("trisim compare, killed", () => {
  test("goes on where it was, again and again, and ends with the same bytes", async () => {
    const whole = temporaryFolder();
    expect((await trisim(args(whole))).code).toBe(0);
    const out = temporaryFolder();
    const kept: number[] = [];
    for (const levels of [1, 7, 15]) {
      expect(await killed(out, levels, Math.floor(Math.random() * 60))).toBe("SIGKILL");
      expect(existsSync(join(out, "results.json"))).toBe(false);
      kept.push(readdirSync(join(out, "store")).filter((name) => name.endsWith(".entry")).length);
    }
    expect(kept).toEqual([...kept].sort((x, y) => x - y));
    expect((await trisim(args(out))).code).toBe(0);
    expect(results(out)).toBe(results(whole));
    expect(readdirSync(join(out, "store")).filter((name) => name.endsWith(".entry"))).toHaveLength(24);
  });

  test("keeps what is stored, and prunes again with --fresh", async () => {
    const out = temporaryFolder();
    const written = () => readdirSync(join(out, "store")).map((name) => statSync(join(out, "store", name)).mtimeMs);
    await trisim(args(out));
    const before = written();
    await trisim(args(out));
    expect(written()).toEqual(before);
    expect((await trisim([...args(out), "--fresh"])).code).toBe(0);
    expect(Math.min(...written())).toBeGreaterThan(Math.max(...before));
  });
});
