import type { Command } from "commander";
import { addOutputOptions, type OutputFlags } from "../common-options.js";

const EXAMPLES = `
Examples:
  $ trisim inspect resnet20.onnx
  $ trisim inspect vit.onnx --json`;

export function addInspect(program: Command): void {
  const command = program
    .command("inspect <model>")
    .description(
      "say what trisim sees in a model: inputs, outputs, the layers it would pick, the penultimate one, the family",
    )
    .addHelpText("after", EXAMPLES);
  addOutputOptions(command).action(async (file: string, flags: OutputFlags) => {
    const { runInspect } = await import("../run/inspect.js");
    await runInspect(file, flags);
  });
}
