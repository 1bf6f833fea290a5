import type { Command } from "commander";
import { addOutputOptions } from "../common-options.js";
import type { ReportFlags } from "../run/report.js";

const EXAMPLES = `
Examples:
  $ trisim report out
  $ trisim report out --figures figures
  $ trisim report out --yardstick seeds`;

export function addReport(program: Command): void {
  const command = program
    .command("report <dir>")
    .description("render the page of a comparison or a study again from DIR/results.json")
    .option("--figures <dir>", "write every figure there too, as SVG")
    .option("--yardstick <dir>", "a comparison to hold this one against, such as two seeds of one network")
    .addHelpText("after", EXAMPLES);
  addOutputOptions(command).action(async (folder: string, flags: ReportFlags) => {
    const { runReport } = await import("../run/report.js");
    await runReport(folder, flags);
  });
}
