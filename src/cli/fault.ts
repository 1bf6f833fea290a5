import { CommanderError } from "commander";
import { TrisimError, type TrisimErrorCode } from "../errors.js";
import { Interrupted } from "./interrupt.js";
import { onOneLine } from "./terminal-text.js";

/** How the command ends: the exit code of the contract, and the one line for standard error. */
export interface Fault {
  readonly exitCode: number;
  /** `null` where it has been said already. */
  readonly line: string | null;
}

/** A limit of `--require` that was not met; results have been written all the same. */
export class RequirementError extends Error {
  override readonly name = "RequirementError";
}

/** Models of a study that failed; results have been written all the same. */
export class StudyFailure extends Error {
  override readonly name = "StudyFailure";
}

/** What the command line itself got wrong; everything else is about what files contain. */
const COMMAND_LINE: readonly TrisimErrorCode[] = ["not-found", "unknown-layer"];

/** Turns whatever was thrown into the end of the command. */
export function faultOf(error: unknown): Fault {
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2, line: null };
  if (error instanceof RequirementError) return { exitCode: 3, line: error.message };
  if (error instanceof TrisimError) return { exitCode: COMMAND_LINE.includes(error.code) ? 2 : 1, line: error.message };
  if (error instanceof RangeError) return { exitCode: 2, line: error.message };
  if (error instanceof Error && error.name === "AbortError") return { exitCode: interruptedBy(error), line: "stopped" };
  return { exitCode: 1, line: error instanceof Error ? error.message : String(error) };
}

/** What Node itself aborts has the reason for its cause. */
function interruptedBy(error: Error): number {
  const reason = error instanceof Interrupted ? error : error.cause;
  return reason instanceof Interrupted ? reason.exitCode : 130;
}

/** Characters of a message; of a longer one the remedy at its end is kept. */
const LONGEST = 800;
const KEPT_END = 200;

/** An error's text on one line of bounded length, for a terminal. */
export function oneLine(text: string): string {
  const line = onOneLine(text);
  const [start, end] = [line.slice(0, LONGEST - KEPT_END), line.slice(-KEPT_END)];
  return `trisim: ${line.length <= LONGEST ? line : `${start}…${end}`}`;
}
