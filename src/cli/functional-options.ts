import type { Command } from "commander";
import type { CompareOptions } from "../study/compare-options.js";
import { labelOffsets, preprocessFiles } from "./arguments.js";

/** Options of the predictive half of the functional side. */
export interface FunctionalFlags {
  readonly labelMap?: CompareOptions["labelMap"];
  readonly labelOffset?: CompareOptions["labelOffset"];
}

export function addFunctionalOptions(command: Command): Command {
  return command
    .option(
      "--label-map <files>",
      'where classes differ: JSON {"class of the data": "class of the model"}, one for both or A.json,B.json',
      preprocessFiles,
    )
    .option(
      "--label-offset <n>",
      "class of the model = label + n, as 1 for a background class; n,m for one each",
      labelOffsets,
    );
}

/** The options as `compare` takes them. */
export function functionalOf({ labelMap, labelOffset }: FunctionalFlags): Partial<CompareOptions> {
  return { labelMap, labelOffset };
}
