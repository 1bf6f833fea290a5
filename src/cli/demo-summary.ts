import { count, DASH, fixed } from "../report/format.js";
import { SIDES } from "../report/sentences.js";
import type { DemoEntry } from "../study/demo.js";
import type { CompareResult, DataEntry } from "../study/results.js";
import { textTable } from "./text-table.js";

/** What `trisim demo` prints: the three sides of every pair on every set of images, and where to look. */
export function demoSummary(entries: readonly DemoEntry[], page: string): string {
  const sets = entries[0]?.result.data ?? [];
  const tables = sets.map((set, d) => {
    const rows = entries.map(({ pair, result }) => [pair.what, `${pair.a}, ${pair.b}`, ...valuesOf(result, d)]);
    return `${headOf(set)}\n${textTable(["", "networks", "static", "functional", "", "sparsity"], rows)}`;
  });
  return `${tables.join("\n")}\n${page} shows the triangles and leads to each comparison.\n`;
}

function headOf({ name, role, n }: DataEntry): string {
  return `${name}, ${role === "id" ? "in" : "out of"} distribution, ${count(n)} examples`;
}

function valuesOf({ data }: CompareResult, d: number): string[] {
  const entry = data[d];
  if (entry === undefined) return [];
  return SIDES.flatMap((side) => {
    const { score, kind } = entry.vertices[side];
    const value = score === null ? DASH : fixed(score);
    return side === "functional" ? [value, kind] : [value];
  });
}
