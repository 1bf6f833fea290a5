import type { Command } from "commander";
import { type Inspection, inspect } from "../../onnx/inspect.js";
import type { OnnxValue } from "../../onnx/model.js";
import { openModel } from "../../runtime/open-model.js";
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
    const found = inspect((await openModel(file)).onnx);
    process.stdout.write(flags.json ? `${JSON.stringify(found, null, 2)}\n` : text(found));
  });
}

function text({ inputs, outputs, parameters, layers, penultimate, family }: Inspection): string {
  return [
    `family       ${family}`,
    `parameters   ${parameters.toLocaleString("en")}`,
    `inputs       ${inputs.map(valueText).join("\n             ")}`,
    `outputs      ${outputs.map(valueText).join("\n             ")}`,
    `penultimate  ${penultimate}`,
    `layers       ${layers.join("\n             ")}`,
    "",
  ].join("\n");
}

function valueText({ name, elemType, dims }: OnnxValue): string {
  return `${name} ${elemType ?? "?"} [${dims?.map((dim) => dim ?? "?").join(", ") ?? "?"}]`;
}
