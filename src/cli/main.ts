import { systemReason } from "../data/system-reason.js";
import { interruptSignal } from "./interrupt.js";

// Before all else, so that Ctrl-C is heard while the rest is being loaded.
const signal = interruptSignal();

// Whoever reads the output may stop early, as head does; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`trisim: the output cannot be written: ${systemReason(error)}\n`);
  process.exitCode = 1;
});

const { runProgram } = await import("./program.js");
await runProgram(signal);
