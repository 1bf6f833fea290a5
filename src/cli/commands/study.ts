import type { Command } from "commander";
import { commandLine } from "../command-line.js";
import { addCsvOption, addOutputOptions, addThreadsOption } from "../common-options.js";
import type { StudyFlags } from "../run/study.js";

const EXAMPLES = `
Examples:
  $ trisim study my-study.yaml --init
  $ trisim study my-study.yaml --explain
  $ trisim study my-study.yaml --out report
  $ trisim study my-study.yaml --out report --json | jq .findings.family.sentence`;

export function addStudy(program: Command, signal: AbortSignal): void {
  const command = program
    .command("study <study.yaml>")
    .description("compare many models from three sides on every data set, and say what may be concluded")
    .option("--out <dir>", "write results, pages and finished work there; a study that was cut short goes on from it")
    .option("--fresh", "make again what --out already has")
    .option("--explain", "show the work, what would be downloaded, and what of it --out already has; do nothing")
    .option("--dry-run", "the same, and time one image of each model that is here: about how long it would take")
    .option("--init", "write a commented example to <study.yaml>")
    .addHelpText("after", EXAMPLES);
  addCsvOption(addOutputOptions(addThreadsOption(command)));
  // Each task runs on one core, however many run at a time.
  const typed = commandLine(command, ["threads"]);
  command.action(async (path: string, flags: Omit<StudyFlags, "typed">) => {
    const { runStudyCommand } = await import("../run/study.js");
    await runStudyCommand(path, { ...flags, typed: typed() }, signal);
  });
}
