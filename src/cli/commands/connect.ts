import { type Command, Option } from "commander";
import { positiveInteger, preprocessFiles } from "../arguments.js";
import { commandLine } from "../command-line.js";
import { addCsvOption, addOutputOptions, addRunOptions, addSeedOption } from "../common-options.js";
import { addFunctionalOptions } from "../functional-options.js";
import type { ConnectFlags } from "../run/connect.js";
import { addTextOptions } from "../text-options.js";

const EXAMPLES = `
Examples:
  $ trisim connect seed1.onnx seed2.onnx --data cifar10:test_batch.bin
  $ trisim connect seed1.onnx seed2.onnx --data cifar10:test_batch.bin --align activations --repair --save-midpoint merged.onnx
  $ trisim connect zoo:vit-1 zoo:vit-2 --data zoo:fashion --align activations`;

export function addConnect(program: Command, signal: AbortSignal): void {
  const command = program
    .command("connect <a> <b>")
    .description(
      "walk the straight line between the weights of two models of one architecture: does what lies between still work?",
    )
    .requiredOption(
      "--data <kind:path>",
      "labelled images: imagenetv2:, imagenet:, folder:, parquet:, cifar10:, fashion-mnist:, npy: or zoo:",
    )
    .option("--points <n>", "points on the way, both ends included, odd, 3 to 101 (default: 11)", positiveInteger)
    .addOption(
      new Option("--align <how>", "bring B's channels and heads into A's order first")
        .choices(["none", "weights", "activations"])
        .default("none"),
    )
    .option(
      "--repair",
      "set the statistics of the networks between right, along the aligned path or else the naive one",
    )
    .option(
      "--calibration <kind:path>",
      "images to align and repair with (default: a fifth of --data, at most 300, set aside)",
    )
    .option("--save-midpoint <file>", "write the network halfway, on the best path, as an ONNX file")
    .option("--preprocess <files>", "one JSON file for both models, or A.json,B.json", preprocessFiles)
    .addHelpText("after", EXAMPLES);
  addCsvOption(addOutputOptions(addSeedOption(addRunOptions(addFunctionalOptions(addTextOptions(command))))));
  const typed = commandLine(command);
  command.action(async (a: string, b: string, flags: Omit<ConnectFlags, "typed">) => {
    const { runConnect } = await import("../run/connect.js");
    await runConnect(a, b, { ...flags, typed: typed() }, signal);
  });
}
