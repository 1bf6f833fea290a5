import { join } from "node:path";
import { writeAtomic } from "../../data/write-atomic.js";
import { renderDemo } from "../../report/render-demo.js";
import { type DemoPair, demo } from "../../study/demo.js";
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
  for (const { pair, result } of entries) {
    await makeFolder(join(out, folderOf(pair)));
    await writeComparison(join(out, folderOf(pair)), result);
  }
  const linked = entries.map((entry) => ({ ...entry, page: `${folderOf(entry.pair)}/index.html` }));
  await writeAtomic(join(out, "index.html"), renderDemo(linked));
  process.stdout.write(demoSummary(entries, join(out, "index.html")));
}

function folderOf({ a, b }: DemoPair): string {
  return `${a}+${b}`;
}
