import { basename, dirname } from "node:path";
import { readResults } from "../../report/read-results.js";
import { evidenceOf } from "../../study/findings/evidence-of.js";
import { alike } from "../../study/selection/like.js";
import { select, type Weights } from "../../study/selection/select.js";
import type { OutputFlags } from "../common-options.js";
import { alikeCsv, alikeText, selectionCsv, selectionText } from "../select-text.js";

export interface SelectFlags extends OutputFlags {
  readonly weight?: Partial<Weights>;
  readonly like?: string;
  readonly smaller?: boolean;
}

/** `trisim select`: which model of a study to take, or which could stand in for one. */
export async function runSelect(results: string, flags: SelectFlags): Promise<void> {
  const { weight, like, smaller = false } = flags;
  if (smaller && like === undefined) throw new RangeError("--smaller: than which model? name --like too");
  if (weight !== undefined && like !== undefined)
    throw new RangeError("--weight ranks all models, --like goes by similarity alone: give one of the two");
  const { kind, result } = await readResults(basename(results) === "results.json" ? dirname(results) : results);
  if (kind !== "study") throw new RangeError(`${results} holds one comparison: name the results of a study`);
  const evidence = evidenceOf(result);
  const print = <T>(found: T, text: (of: T) => string, rows: (of: T) => string) =>
    process.stdout.write(flags.json ? `${JSON.stringify(found, null, 2)}\n` : (flags.csv ? rows : text)(found));
  if (like === undefined) print(select(evidence, weight), selectionText, selectionCsv);
  else print(alike(evidence, like, smaller), alikeText, alikeCsv);
}
