import { type Inspection, inspect } from "../../onnx/inspect.js";
import type { OnnxValue } from "../../onnx/model.js";
import { openModel } from "../../runtime/open-model.js";
import type { OutputFlags } from "../common-options.js";

/** `trisim inspect`: what can be told of a model from its file alone. */
export async function runInspect(file: string, flags: OutputFlags): Promise<void> {
  const found = inspect((await openModel(file)).whole);
  process.stdout.write(flags.json ? `${JSON.stringify(found, null, 2)}\n` : text(found));
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
