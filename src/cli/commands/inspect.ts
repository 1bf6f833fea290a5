import type { Command } from "commander";
import { addDataOptions, addOutputOptions } from "../common-options.js";
import type { InspectFlags } from "../run/inspect.js";

const EXAMPLES = `
Examples:
  $ trisim inspect resnet20.onnx
  $ trisim inspect vit.onnx --json
  $ trisim inspect resnet50.onnx --data imagenetv2:matched-frequency --out contact.png`;

export function addInspect(program: Command, signal: AbortSignal): void {
  const command = program
    .command("inspect <model>")
    .description(
      "say what trisim sees in a model: inputs, outputs, the layers it would pick, the penultimate one, the family; and what the model will see of a data set",
    )
    .option("--data <kind:path>", "images: their sizes, and the values that are fed")
    .option("--out <file.png>", "write the first of these images there as the model will see them")
    .option("--preprocess <file>", "the model's preprocessing (default: the file beside the model)")
    .addHelpText("after", EXAMPLES);
  addOutputOptions(addDataOptions(command)).action(async (file: string, flags: InspectFlags) => {
    const { runInspect } = await import("../run/inspect.js");
    await runInspect(file, flags, signal);
  });
}
