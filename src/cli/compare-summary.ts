import { join } from "node:path";
import { count, DASH, fixed, intervalText, percent } from "../report/format.js";
import { SIDES, sentences } from "../report/sentences.js";
import type { CompareResult, DataEntry } from "../study/results.js";
import { onOneLine, tableName } from "./terminal-text.js";
import { textTable } from "./text-table.js";
import { wrapped } from "./wrapped.js";

/** What `trisim compare` prints: the triangle as a table and a sentence a side, for each data set. */
export function compareSummary(result: CompareResult, out: string | undefined): string {
  const { a, b } = result.models;
  const models = textTable(
    ["", "model", "family", "parameters"],
    Object.entries({ A: a, B: b }).map(([key, of]) => [key, tableName(of.name), ...kind(of)]),
  );
  const parts = [models, ...result.data.map((entry) => dataSummary(entry))];
  if (out !== undefined) parts.push(`${join(out, "index.html")} shows it, ${join(out, "results.json")} holds it.\n`);
  return parts.join("\n");
}

function kind({ family, parameters }: CompareResult["models"]["a"]): readonly [string, string] {
  return parameters === null ? ["saved activations", DASH] : [family, count(parameters)];
}

function dataSummary(entry: DataEntry): string {
  const { accuracy, basis, n } = entry.functional;
  const by = basis === "probe" ? ` by probes, over ${count(n)}` : "";
  const rows = SIDES.map((side) => {
    const { score, chance, interval, kind } = entry.vertices[side];
    return [side, kind, known(score), known(chance), interval === null ? DASH : intervalText(interval)];
  });
  const said = sentences(entry);
  return [
    `${onOneLine(entry.name)} (${entry.role}), ${count(entry.n)} examples; accuracy ${share(accuracy.a)} and ${share(accuracy.b)}${by}\n`,
    textTable(["side", "value of", "value", "chance", "95% interval"], rows),
    ...SIDES.map((side) => `${wrapped(said[side], 100)}\n`),
  ].join("\n");
}

function known(value: number | null): string {
  return value === null ? DASH : fixed(value);
}

function share(value: number | null): string {
  return value === null ? DASH : percent(value);
}
