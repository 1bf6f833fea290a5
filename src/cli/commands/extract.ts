import { type Command, Option } from "commander";
import { list } from "../arguments.js";
import { addOutputOptions, addRunOptions } from "../common-options.js";
import type { ExtractFlags } from "../run/extract.js";

const EXAMPLES = `
Examples:
  $ trisim extract resnet20.onnx --data cifar10:test_batch.bin --out resnet20.safetensors
  $ trisim extract vit.onnx --data npy:images.npy --layers '*mlp*' --pool cls --out vit.safetensors`;

export function addExtract(program: Command, signal: AbortSignal): void {
  const command = program
    .command("extract <model>")
    .description("save the representations of a model: one float32 n × p tensor a layer, as .safetensors")
    .requiredOption("--data <kind:path>", "the images")
    .requiredOption("--out <file>", "the .safetensors file to write")
    .option("--layers <names>", "auto, tensor names or globs, comma-separated", list, ["auto"])
    .addOption(
      new Option("--pool <how>", "one row an example").choices(["mean", "cls", "max", "flatten"]).default("mean"),
    )
    .option("--preprocess <file>", "the model's preprocessing (default: the file beside the model)")
    .addHelpText("after", EXAMPLES);
  addOutputOptions(addRunOptions(command)).action(async (file: string, flags: ExtractFlags) => {
    const { runExtract } = await import("../run/extract.js");
    await runExtract(file, flags, signal);
  });
}
