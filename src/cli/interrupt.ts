import { constants } from "node:os";

/** Work that a signal ended. */
export class Interrupted extends Error {
  override readonly name = "AbortError";
  /** 128 and the signal's number, as shells say it: 130 for SIGINT, 143 for SIGTERM. */
  readonly exitCode: number;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super("stopped");
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * A signal that aborts on the first Ctrl-C (or SIGTERM), so that work ends cleanly; a second one kills as usual.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort(new Interrupted(name)));
  return controller.signal;
}
