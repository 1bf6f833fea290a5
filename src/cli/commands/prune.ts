import { type Command, Option } from "commander";
import { pruningMethodNames } from "../../onnx/pruning/methods.js";
import { sparsity } from "../arguments.js";
import { addOutputOptions, addRunOptions, addSeedOption } from "../common-options.js";
import type { PruneFlags } from "../run/prune.js";

const EXAMPLES = `
Examples:
  $ trisim prune resnet20.onnx --sparsity .8 --out sparse.onnx
  $ trisim prune resnet20.onnx --method structured --sparsity .25 --keep-head --out thin.onnx
  $ trisim prune vit.onnx --method wanda --sparsity .5 --data npy:images.npy --limit 128 --out sparse.onnx`;

export function addPrune(program: Command, signal: AbortSignal): void {
  const command = program
    .command("prune <model>")
    .description("make weights of a model zero, in one shot and without retraining, and write it as an ONNX file")
    .requiredOption("--out <file>", "the ONNX file to write")
    .addOption(
      new Option("--method <name>", "how the weights are chosen").choices(pruningMethodNames).default("global"),
    )
    .option("--sparsity <s>", "the share that becomes zero, in [0, 1); nm makes half zero", sparsity)
    .option("--data <kind:path>", "for wanda: images that go through the network, all of them or --limit")
    .option("--keep-head", "leave the classifier's head dense")
    .option("--leave-dense", "for nm: leave weights dense whose input axis 4 does not divide, and name them")
    .option("--preprocess <file>", "the model's preprocessing (default: the file beside the model)")
    .option("--csv", "print the table of layers as comma-separated values and nothing else")
    .addHelpText("after", EXAMPLES);
  addOutputOptions(addSeedOption(addRunOptions(command))).action(async (file: string, flags: PruneFlags) => {
    const { runPrune } = await import("../run/prune.js");
    await runPrune(file, flags, signal);
  });
}
