import type { Command } from "commander";
import type { CompareOptions } from "../study/compare-options.js";
import { labelOffsets, preprocessFiles } from "./arguments.js";

/** Options of the predictive half of the functional side. */
export interface FunctionalFlags {
  readonly labelMap?: CompareOptions["labelMap"];
  readonly labelOffset?: CompareOptions["labelOffset"];
}

/** Those of a comparison besides. */
export interface PredictiveFlags extends FunctionalFlags {
  readonly probe?: boolean;
  readonly calibrateTemperature?: boolean;
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

export function addPredictiveOptions(command: Command): Command {
  return addFunctionalOptions(command)
    .option(
      "--probe",
      "fit a linear probe on each penultimate layer, on half of the images, and evaluate it on the other half",
    )
    .option("--calibrate-temperature", "compare probabilities also after making them right on average (needs labels)");
}

/** The options as `compare` and `connectModels` take them. */
export function functionalOf({ labelMap, labelOffset }: FunctionalFlags): Partial<CompareOptions> {
  return { labelMap, labelOffset };
}
