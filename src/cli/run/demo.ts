import { join } from "node:path";
import { writeAtomic } from "../../data/write-atomic.js";
import { renderDemo } from "../../report/render-demo.js";
import type { Yardstick } from "../../report/yardstick.js";
import { type DemoEntry, type DemoPair, demo } from "../../study/demo.js";
import { demoSummary } from "../demo-summary.js";
import { watched } from "../watched.js";
import { makeFolder, writeComparison } from "../write-comparison.js";

export interface DemoFlags {
  readonly out: string;
  readonly limit?: number;
  readonly threads?: number;
  readonly quiet?: boolean;
}

/** `trisim demo`: a page for every pair, and one above them. */
export async function runDemo(flags: DemoFlags, signal: AbortSignal): Promise<void> {
  const { out, limit, threads } = flags;
  await makeFolder(out);
  const entries = await watched(flags, (onProgress) => demo({ limit, threads, signal, onProgress }));
  const seeds = entries.find(({ pair }) => folderOf(pair) === SEEDS);
  for (const { pair, result } of entries) {
    const yardstick = seeds === undefined || seeds.pair === pair ? null : yardstickOf(seeds);
    await makeFolder(join(out, folderOf(pair)));
    await writeComparison(join(out, folderOf(pair)), result, { yardstick });
  }
  const linked = entries.map((entry) => ({ ...entry, page: `${folderOf(entry.pair)}/index.html` }));
  await writeAtomic(join(out, "index.html"), renderDemo(linked));
  process.stdout.write(demoSummary(entries, join(out, "index.html")));
}

/** The pair that the others are held against. */
const SEEDS = "resnet-1+resnet-2";

function yardstickOf({ result }: DemoEntry): Yardstick {
  return { label: "two seeds of one CNN", data: result.data };
}

function folderOf({ a, b }: DemoPair): string {
  return `${a}+${b}`;
}
