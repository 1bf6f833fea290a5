import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { commandLine, shellWord, withCommand } from "../../src/cli/command-line.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { trisim } from "../support/command.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { ROOT } from "../support/source-files.js";

/** What is remembered of words that are typed. */
function remembered(...words: readonly string[]): string {
  const command = new Command("walk").exitOverride();
  command.argument("<a>").argument("[b]").option("--data <spec>").option("-n, --count <n>", "", Number);
  command.option("--repair").option("--out <dir>").option("--quiet").option("--threads <n>");
  const typed = commandLine(command, ["threads"]);
  command.action(() => undefined).parse(words, { from: "user" });
  return typed();
}

describe("the command line that is remembered", () => {
  test("has what was typed, as it was typed, the last of each option", () => {
    expect(remembered("--count", "03", "a.onnx", "--data=npy:x.npy", "--repair", "b.onnx", "-n", "4")).toBe(
      "trisim walk a.onnx b.onnx --count 4 --data npy:x.npy --repair",
    );
  });

  test("leaves out where results go, how they are told, and what they do not hang on", () => {
    expect(remembered("a.onnx", "--out", "report", "--quiet", "--threads", "2", "--count", "1")).toBe(
      "trisim walk a.onnx --count 1",
    );
  });

  test("has no options that were not typed", () => {
    expect(remembered("a.onnx")).toBe("trisim walk a.onnx");
  });

  test("keeps a file whose name begins like an option from being one", () => {
    expect(remembered("--count", "-1", "--", "-a.onnx")).toBe("trisim walk --count -1 -- -a.onnx");
  });
});

test("a shell takes each word for itself", async () => {
  const words = ["plain-1.onnx", "two words", "it's", "$HOME", "A;B", "block*.sum", 'a"b', "", "~", "ünï", "a\nb"];
  const { stdout } = await promisify(execFile)("sh", ["-c", `printf '%s\\0' ${words.map(shellWord).join(" ")}`]);
  expect(stdout.split("\0").slice(0, -1)).toEqual(words);
});

test("results keep all else", () => {
  const result = { n: 1, provenance: { seed: 3, command: null } };
  expect(withCommand(result, "trisim demo")).toEqual({ n: 1, provenance: { seed: 3, command: "trisim demo" } });
});

/** Types a command line into a shell. */
async function typed(line: string): Promise<unknown> {
  const call = `trisim() { "${process.execPath}" "${join(ROOT, "bin/trisim.js")}" "$@"; }\n${line} --json --quiet`;
  const { stdout } = await promisify(execFile)("sh", ["-c", call], { maxBuffer: 2 ** 28 });
  return untimed(JSON.parse(stdout));
}

/** Without what differs from run to run. */
function untimed(result: object): unknown {
  return JSON.parse(JSON.stringify(result), (key, value) =>
    ["startedAt", "seconds", "latency", "latencySlowest"].includes(key) ? undefined : value,
  );
}

const { at, write } = temporaryFolder();

describe("the command that results name gives the same results again", () => {
  const [a, other] = [goldenFile("a.onnx"), goldenFile("a-other.onnx")];

  test("of a comparison", { timeout: 60_000 }, async () => {
    const how = ["--data", GOLDEN_DATA, "--layers", "block*.sum;flat", "--levels", ".5", "--points", "3"];
    const { stdout } = await trisim(["compare", a, other, ...how, "--threads", "1", "--json", "--quiet"]);
    const { command } = JSON.parse(stdout).provenance;
    expect(command).toBe(
      `trisim compare ${a} ${other} --data ${GOLDEN_DATA} --layers 'block*.sum;flat' --levels .5 --points 3 --threads 1`,
    );
    expect(await typed(command)).toEqual(untimed(JSON.parse(stdout)));
  });

  test("of a way between weights", { timeout: 60_000 }, async () => {
    const how = ["--data", GOLDEN_DATA, "--points", "3", "--threads", "1"];
    const { stdout } = await trisim(["connect", a, other, ...how, "--save-midpoint", at("m.onnx"), "--json"]);
    const { command } = JSON.parse(stdout).provenance;
    expect(command).toBe(`trisim connect ${a} ${other} ${how.join(" ")}`);
    expect(await typed(command)).toEqual(untimed(JSON.parse(stdout)));
  });

  test("of a study, on its own page and on those of its pairs", { timeout: 60_000 }, async () => {
    const models = [a, other].map((model) => `  - model: ${model}\n`).join("");
    const file = write("my study.yaml", `models:\n${models}data: [{ data: "${GOLDEN_DATA}" }]\nlevels: [0.5]\n`);
    const { code } = await trisim(["study", file, "--out", at("out"), "--threads", "1", "--quiet"]);
    expect(code).toBe(0);
    const result = JSON.parse(readFileSync(at("out/results.json"), "utf8"));
    const { command } = result.provenance;
    expect(command).toBe(`trisim study '${file}'`);
    const [pair] = result.pairs;
    const comparison = JSON.parse(readFileSync(at(`out/${pair.comparison}`), "utf8"));
    expect(comparison.provenance.command).toBe(command);
    expect(await typed(command)).toEqual(untimed(result));
  });
});
