import { count, DASH, fixed } from "../report/format.js";
import { KIND_NAMES } from "../report/kind-names.js";
import { SIDES, type Side } from "../report/sentences.js";
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
  const said = SIDES.flatMap((side) => extremes(entries, side)).map((line) => `${line}\n`);
  const parts = [...tables, ...(said.length > 0 ? [said.join("")] : [])];
  return [...parts, `${page} shows the triangles and leads to each comparison.\n`].join("\n");
}

/** The most and the least alike pair of a side, in distribution. Values of different kinds are not compared. */
function extremes(entries: readonly DemoEntry[], side: Side): string[] {
  const all = entries.flatMap(({ pair, result }) => {
    const { score = null, kind } = result.data[0]?.vertices[side] ?? {};
    const path = kind === "lmc" ? result.data[0]?.functional.connectivity : null;
    const n = path ? ` over ${count(path.n)} examples` : "";
    return score === null || kind === undefined ? [] : [{ what: uncapitalised(pair.what), score, kind, n }];
  });
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const parts = kinds.map((kind) => {
    const sorted = all.filter((each) => each.kind === kind).sort((x, y) => y.score - x.score);
    const [most, least] = [sorted[0], sorted.at(-1)];
    const ends = most === least ? [most] : [most, least];
    return `${KIND_NAMES[kind]}${most?.n ?? ""} ${ends.map((end) => `${fixed(end?.score ?? 0)} (${end?.what})`).join(" down to ")}`;
  });
  return parts.length === 0 ? [] : [`${side}: ${parts.join("; ")}`];
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

function uncapitalised(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
