import { TrisimError } from "../../../src/errors.js";

/** The fault that an attempt ends with, as `code: message`; anything but a `TrisimError` goes through. */
export async function fault(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof TrisimError)) throw error;
    if (/\n|NaN bytes|undefined/.test(error.message)) throw new Error(`not a clean line: ${error.message}`);
    return `${error.code}: ${error.message}`;
  }
  throw new Error("expected a TrisimError and nothing was thrown");
}

/** Runs an attempt that may end well or with a `TrisimError`, and with nothing else. */
export async function succeedsOrFaults(attempt: () => Promise<unknown>): Promise<void> {
  await attempt().catch((error: unknown) => {
    if (!(error instanceof TrisimError)) throw error;
  });
}
