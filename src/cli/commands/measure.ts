import type { Command } from "commander";
import { list } from "../arguments.js";
import { addCsvOption, addMemoryOption, addOutputOptions, addThreadsOption } from "../common-options.js";
import type { MeasureFlags } from "../run/measure.js";

const EXAMPLES = `
Examples:
  $ trisim measure a.npy b.npy
  $ trisim measure a.npz#fc b.safetensors#layer4 --measure cka,procrustes --json
  $ trisim measure large-a.npy large-b.npy --memory 500MB`;

export function addMeasure(program: Command, signal: AbortSignal): void {
  const command = program
    .command("measure <x> <y>")
    .description("score two saved representations of the same examples: .npy, .npz#name or .safetensors#name, n × p")
    .option(
      "--measure <names>",
      "comma-separated: cka, cka-biased, cka-rbf, cka-minibatch, procrustes, angular, cca, svcca, pwcca, rsa, knn, cknna, or all",
      list,
      ["cka"],
    )
    .addHelpText("after", EXAMPLES);
  addCsvOption(addOutputOptions(addThreadsOption(addMemoryOption(command)))).action(
    async (x: string, y: string, flags: MeasureFlags) => {
      const { runMeasure } = await import("../run/measure.js");
      await runMeasure(x, y, flags, signal);
    },
  );
}
