import type { Command } from "commander";
import { positiveInteger } from "../arguments.js";
import { commandLine } from "../command-line.js";
import type { DemoFlags } from "../run/demo.js";

const EXAMPLES = `
Examples:
  $ trisim demo
  $ trisim demo --out report --quiet`;

export function addDemo(program: Command, signal: AbortSignal): void {
  const command = program
    .command("demo")
    .description("the study of the embedded networks on the embedded images: a report to look at")
    .option("--out <dir>", "where the report goes", "demo-report")
    .option("--limit <n>", "take only n images of each set, for a quick look", positiveInteger)
    .option("--fresh", "make again what --out already has")
    .option("--threads <n>", "cores it may use (default: all)", positiveInteger)
    .option("--quiet", "no progress bar")
    .option("--debug", "a stack trace with an error")
    .addHelpText("after", EXAMPLES);
  const typed = commandLine(command, ["threads"]);
  command.action(async (flags: Omit<DemoFlags, "typed">) => {
    const { runDemo } = await import("../run/demo.js");
    await runDemo({ ...flags, typed: typed() }, signal);
  });
}
