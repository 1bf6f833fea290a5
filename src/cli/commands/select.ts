import type { Command } from "commander";
import { weights } from "../arguments.js";
import { addCsvOption, addOutputOptions } from "../common-options.js";
import type { SelectFlags } from "../run/select.js";

const EXAMPLES = `
Examples:
  $ trisim select study/
  $ trisim select study/ --weight accuracy=1,robustness=0,consensus=0,latency=.5
  $ trisim select study/ --like resnet50 --smaller`;

export function addSelect(program: Command): void {
  const command = program
    .command("select <results>")
    .description("say which model of a study to take, or which are most alike to one; from the folder of its results")
    .option(
      "--weight <name=number,...>",
      "how much accuracy, robustness, consensus, parameters and latency count (default: 1, .5, .5, .5, 0)",
      weights,
    )
    .option("--like <model>", "the models most alike to this one, instead of a choice among all")
    .option("--smaller", "of these the ones with fewer parameters")
    .addHelpText("after", EXAMPLES);
  addCsvOption(addOutputOptions(command)).action(async (results: string, flags: SelectFlags) => {
    const { runSelect } = await import("../run/select.js");
    await runSelect(results, flags);
  });
}
