import type { Progress } from "../study/compare-options.js";
import type { OutputFlags } from "./common-options.js";
import { progressBar } from "./progress-bar.js";
import { onOneLine } from "./terminal-text.js";

/** Runs long work under a progress bar on standard error, wiped whatever happens. */
export async function watched<T>(
  flags: OutputFlags,
  work: (tell: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const bar = progressBar(process.stderr, flags.quiet === true);
  try {
    return await work(({ done, total, what }) => bar.update(done, total, what));
  } finally {
    bar.clear();
  }
}

/** Says a warning on standard error, unless all is to be quiet. */
export function warn(flags: OutputFlags, warning: string): void {
  if (flags.quiet !== true) process.stderr.write(`trisim: warning: ${onOneLine(warning)}\n`);
}
