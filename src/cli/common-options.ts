import { type Command, InvalidArgumentError, Option } from "commander";
import { memorySize, positiveInteger, seed } from "./arguments.js";

/** Options that every command that runs a model takes. */
export interface RunFlags {
  readonly limit?: number;
  readonly skipCorrupt?: boolean;
  readonly batch?: number;
  readonly threads?: number;
  readonly device: string;
}

/** Options of every command. */
export interface OutputFlags {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly quiet?: boolean;
}

export function addRunOptions(command: Command): Command {
  return addDataOptions(addThreadsOption(command))
    .option("--batch <n>", "images a run (default: as many as keep a run short)", positiveInteger)
    .addOption(new Option("--device <name>", "where to run").argParser(device).default("cpu"));
}

/** Which of the data are taken. */
export function addDataOptions(command: Command): Command {
  return command
    .option(
      "--limit <n>",
      "take only n examples: as many of each class, of data without labels the first",
      positiveInteger,
    )
    .option("--skip-corrupt", "leave images out that cannot be decoded, and say which (default: stop at the first)");
}

export function addOutputOptions(command: Command): Command {
  return command
    .addOption(new Option("--json", "print the result object and nothing else").conflicts("csv"))
    .option("--quiet", "no progress bar, no warnings")
    .option("--debug", "a stack trace with an error");
}

export function addCsvOption(command: Command): Command {
  return command.option("--csv", "print the scores as comma-separated values and nothing else");
}

export function addThreadsOption(command: Command): Command {
  return command.option("--threads <n>", "cores a run may use (default: all)", positiveInteger);
}

export function addMemoryOption(command: Command): Command {
  return command.option(
    "--memory <size>",
    "what debiased CKA may take beyond the representations, as 500MB or 2GB (default: 1GB)",
    memorySize,
  );
}

export function addSeedOption(command: Command): Command {
  return command.option("--seed <s>", "of everything random", seed, 0);
}

const DEVICES = ["cpu", "cuda", "webgpu", "coreml", "dml"];

function device(name: string): string {
  if (!DEVICES.includes(name)) throw new InvalidArgumentError(`Expected one of ${DEVICES.join(", ")}.`);
  if (name !== "cpu") throw new InvalidArgumentError("This build runs on cpu only.");
  return name;
}
