import { type Command, Option } from "commander";
import { pruningMethodNames } from "../../onnx/pruning/methods.js";
import { layerLists, levels, list, positiveInteger, preprocessFiles } from "../arguments.js";
import { commandLine } from "../command-line.js";
import { addCsvOption, addMemoryOption, addOutputOptions, addRunOptions, addSeedOption } from "../common-options.js";
import { addPredictiveOptions } from "../functional-options.js";
import { requirements } from "../requirements.js";
import type { CompareFlags } from "../run/compare.js";
import { addTextOptions } from "../text-options.js";

const EXAMPLES = `
Examples:
  $ trisim compare resnet20.onnx resnet56.onnx --data cifar10:test_batch.bin --out report
  $ trisim compare a.onnx b.onnx --data npy:images.npy,labels.npy --levels .5,.9 --json
  $ trisim compare resnet50.onnx vit-b16.onnx --data imagenetv2:imagenetv2-matched-frequency.tar.gz --limit 2000
  $ trisim compare resnet.onnx clip/image.onnx --text clip/text.onnx --data cifar10:test_batch.bin
  $ trisim compare hf:Xenova/resnet-50 hf:Xenova/vit-base-patch16-224 --data imagenetv2:imagenetv2-matched-frequency.tar.gz
  $ trisim compare zoo:resnet-1 zoo:vit-1 --data zoo:digits --probe
  $ trisim compare zoo:vit-1 zoo:clip-vit-1 --data zoo:fashion --ood zoo:digits
  $ trisim compare torch.npz resnet50.onnx --data imagenetv2:imagenetv2-matched-frequency.tar.gz --limit 2000`;

export function addCompare(program: Command, signal: AbortSignal): void {
  const command = program
    .command("compare <a> <b>")
    .description(
      "compare two models from three sides: how alike they represent, act and take pruning; saved activations (.npy, .npz, .safetensors) may stand for a model",
    )
    .option(
      "--data <kind:path>",
      "images to compare on: imagenetv2:, imagenet:, folder:, parquet:, cifar10:, fashion-mnist:, npy: or zoo:; not needed between saved activations",
    )
    .option("--ood <kind:path>", "images from another distribution")
    .option("--out <dir>", "write results.json and index.html there (default: nothing is written)")
    .option("--measure <names>", "static measures, comma-separated, or all", list, ["cka"])
    .option("--layers <names>", "auto, tensor names or globs, comma-separated; A;B for a list each", layerLists)
    .addOption(
      new Option("--pool <how>", "one row an example").choices(["mean", "cls", "max", "flatten"]).default("mean"),
    )
    .option("--levels <list>", "sparsity levels in [0, 1); 0 is added", levels)
    .addOption(
      new Option("--prune <method>", "how weights are removed; wanda takes norms of the --calibration images")
        .choices(pruningMethodNames)
        .default("global"),
    )
    .option("--keep-head", "leave the classifier's head as it is")
    .option("--leave-dense", "with --prune nm: leave weights dense whose input axis 4 does not divide")
    .option("--sweep-measure <names>", "measures of each layer with itself pruned, comma-separated, or all", list, [
      "cka",
    ])
    .option("--fresh", "prune again what --out already has levels of")
    .addOption(
      new Option("--connect <path>", "the way between the weights, where both have the same parameters")
        .choices(["none", "naive", "aligned", "repaired"])
        .default("repaired"),
    )
    .addOption(
      new Option("--align <how>", "what B's units are brought into A's order by")
        .choices(["weights", "activations"])
        .default("activations"),
    )
    .option(
      "--calibration <kind:path>",
      "images to align and repair with (default: a fifth of --data, at most 300, set aside)",
    )
    .option("--points <n>", "points on that way, both ends included, odd, 3 to 101 (default: 11)", positiveInteger)
    .option(
      "--connect-limit <n>",
      "take only the first n examples on that way (as many of each class where they are sorted by class)",
      positiveInteger,
    )
    .option("--preprocess <files>", "one JSON file for both models, or A.json,B.json", preprocessFiles)
    .option("--require <limits>", "exit 3 unless static=.9,functional=.8,… hold on the --data set", requirements)
    .addHelpText("after", EXAMPLES);
  addCsvOption(
    addOutputOptions(addSeedOption(addMemoryOption(addRunOptions(addTextOptions(addPredictiveOptions(command)))))),
  );
  const typed = commandLine(command);
  command.action(async (a: string, b: string, flags: Omit<CompareFlags, "typed">) => {
    const { runCompare } = await import("../run/compare.js");
    await runCompare(a, b, { ...flags, typed: typed() }, signal);
  });
}
