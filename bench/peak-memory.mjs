// Preloaded into a measured process: says on standard error, as it ends, how much memory it ever held.
process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\n`));
