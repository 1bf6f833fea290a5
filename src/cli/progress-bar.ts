import { onOneLine } from "./terminal-text.js";

/** A line on a terminal that says how far long work has come. */
export interface ProgressBar {
  update(done: number, total: number, what: string): void;
  /** Wipes the line. */
  clear(): void;
}

const WIDTH = 28;
/** Milliseconds between two drawings. */
const PERIOD = 80;

/**
 * A progress bar on a terminal; silent where the stream is none, so that logs and pipes stay clean.
 *
 * @param stream - where to draw: standard error, whose `isTTY` says whether anyone watches.
 */
export function progressBar(stream: NodeJS.WriteStream, quiet: boolean): ProgressBar {
  if (quiet || !stream.isTTY) return { update: () => undefined, clear: () => undefined };
  const started = Date.now();
  let drawn = 0;
  return {
    update(done, total, what) {
      const now = Date.now();
      if (now - drawn < PERIOD && done < total) return;
      drawn = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const line = `${bar(share)} ${percent(share)}  ${remaining(now - started, share)}  ${onOneLine(what)}`;
      stream.write(`\r\x1b[K${line.slice(0, stream.columns - 1)}`);
    },
    clear() {
      stream.write("\r\x1b[K");
    },
  };
}

function bar(share: number): string {
  const full = Math.round(share * WIDTH);
  return "█".repeat(full) + "░".repeat(WIDTH - full);
}

function percent(share: number): string {
  return `${Math.floor(100 * share)} %`.padStart(5);
}

/** Time left at the pace so far, once there is a pace to speak of. */
function remaining(elapsed: number, share: number): string {
  if (share < 0.02) return "      ";
  const seconds = Math.round((elapsed / share - elapsed) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
}
