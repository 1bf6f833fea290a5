// Preloaded into a measured process: says on standard error, as it ends, how much memory it ever held.
import { readFileSync } from "node:fs";

process.on("exit", () => {
  // Not `process.resourceUsage().maxRSS`, which begins with what the process that started this one held.
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  process.stderr.write(`peak ${peak} kB\n`);
});
