import { interruptSignal } from "./interrupt.js";

// Before all else, so that Ctrl-C is heard while the rest is being loaded.
const signal = interruptSignal();

// Whoever reads the output may stop early, as head does; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const { runProgram } = await import("./program.js");
await runProgram(signal);
