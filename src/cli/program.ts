import { Command } from "commander";
import { version } from "../version.js";
import { addCompare } from "./commands/compare.js";
import { addConnect } from "./commands/connect.js";
import { addDemo } from "./commands/demo.js";
import { addExtract } from "./commands/extract.js";
import { addInspect } from "./commands/inspect.js";
import { addMeasure } from "./commands/measure.js";
import { addPrune } from "./commands/prune.js";
import { addReport } from "./commands/report.js";
import { addSelect } from "./commands/select.js";
import { addStudy } from "./commands/study.js";
import { faultOf, oneLine } from "./fault.js";

/**
 * Runs the command line to its end and sets the exit code.
 *
 * @param signal - aborted when the user wants to stop.
 */
export async function runProgram(signal: AbortSignal): Promise<void> {
  try {
    await program(signal).parseAsync();
  } catch (error) {
    const { exitCode, line } = faultOf(error);
    process.exitCode = exitCode;
    if (line !== null) process.stderr.write(`${oneLine(line)}\n`);
    if (process.argv.includes("--debug") && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  }
}

function program(signal: AbortSignal): Command {
  const command = new Command("trisim")
    .description(
      "How alike two trained neural networks are, from three sides at once, and whether the answer can be trusted.",
    )
    .version(version())
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text.replace(/^error: /, ""))}\n`) })
    .showSuggestionAfterError()
    .exitOverride();

  const add = [
    addDemo,
    addCompare,
    addStudy,
    addSelect,
    addConnect,
    addMeasure,
    addExtract,
    addInspect,
    addPrune,
    addReport,
  ];
  for (const one of add) one(command, signal);
  return command;
}
