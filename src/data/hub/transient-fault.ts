import { setTimeout as wait } from "node:timers/promises";
import { TrisimError } from "../../errors.js";

/** A fault of the network or a server that may be gone a moment later. The message names the thing. */
export class TransientFault extends Error {
  override readonly name = "TransientFault";
}

/** Milliseconds before the second attempt; each further one waits twice as long. */
const FIRST_WAIT = 300;
const ATTEMPTS = 4;

/**
 * Tries again where a fault may pass, at most four times in all.
 *
 * @param attempt - may say that it came further than the last one, so that it does not count.
 * @throws TrisimError "unreadable" with the last fault's message; what else is thrown goes through at once.
 */
export async function withAttempts<T>(
  signal: AbortSignal | undefined,
  attempt: (cameFurther: () => void) => Promise<T>,
  firstWait = FIRST_WAIT,
): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await attempt(() => {
        failed = 0;
      });
    } catch (error) {
      if (!(error instanceof TransientFault)) throw error;
      failed++;
      if (failed === ATTEMPTS) throw new TrisimError("unreadable", `${error.message}; tried ${ATTEMPTS} times`);
      await wait(firstWait * 2 ** (failed - 1), undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}
