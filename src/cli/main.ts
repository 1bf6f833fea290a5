import { Command } from "commander";
import { version } from "../version.js";
import { addCompare } from "./commands/compare.js";
import { addExtract } from "./commands/extract.js";
import { addInspect } from "./commands/inspect.js";
import { addMeasure } from "./commands/measure.js";
import { faultOf, oneLine } from "./fault.js";
import { interruptSignal } from "./interrupt.js";

const signal = interruptSignal();

// Whoever reads the output may stop early, as head does; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const program = new Command("trisim")
  .description(
    "How alike two trained neural networks are, from three sides at once, and whether the answer can be trusted.",
  )
  .version(version())
  .configureOutput({ outputError: (text, write) => write(`${oneLine(text.replace(/^error: /, ""))}\n`) })
  .showSuggestionAfterError()
  .exitOverride();

for (const add of [addCompare, addMeasure, addExtract, addInspect]) add(program, signal);

try {
  await program.parseAsync();
} catch (error) {
  const { exitCode, line } = faultOf(error);
  process.exitCode = exitCode;
  if (line !== null) process.stderr.write(`${oneLine(line)}\n`);
  if (process.argv.includes("--debug") && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}
