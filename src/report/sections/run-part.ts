import type { StudyResult } from "../../study/results/study.js";
import type { CompareResult } from "../../study/results.js";
import { fixed } from "../format.js";
import { type Markup, markup } from "../markup.js";
import { type Fact, facts, json } from "./facts.js";

/** What made the numbers of a page: the command, the run, its options; `more` is told of the run besides. */
export function runPart(
  { schema, provenance }: Pick<CompareResult | StudyResult, "schema" | "provenance">,
  more: readonly Fact[] = [],
): Markup {
  const { command, trisim, runtime, node, seed, startedAt, seconds, options } = provenance;
  const run: readonly Fact[] = [
    ["trisim", trisim],
    ["results", schema],
    ["runtime", runtime],
    ["Node.js", node],
    ["seed", json(seed)],
    ["started", startedAt],
    ["took", `${fixed(seconds, 1)} s`],
    ...more,
  ];
  const chosen = Object.entries(options).map(([name, value]): Fact => [name, json(value)]);
  return markup`${commandPart(command)}${facts("Run", run)}
${facts("Options", chosen)}`;
}

/** The command that gives the same results again, to be copied. */
function commandPart(command: string | null): Markup {
  if (command === null)
    return markup`<h3>Command</h3>
<p>– (no command made these results: a program called the library)</p>
`;
  return markup`<h3>Command</h3>
<pre data-copy="The command"><code>${command}</code></pre>
<p>It gives the same results again from the folder where it was typed; <code>--out</code> says where they go.</p>
`;
}
