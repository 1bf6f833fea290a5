import { version } from "../version.js";
import type { CompareOptions } from "./compare-options.js";
import type { CompareResult } from "./results.js";
import type { Settings } from "./settings.js";

/** What made a comparison: versions, seed, options and time. */
export function provenance(
  runtime: string,
  settings: Settings,
  options: CompareOptions,
  startedAt: Date,
): CompareResult["provenance"] {
  // Where results are kept changes none of them.
  const { onProgress: _progress, signal: _signal, store: _store, fresh: _fresh, ...given } = options;
  return {
    trisim: version(),
    runtime,
    node: process.version,
    seed: settings.seed,
    options: { ...given, ...settings },
    command: null,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
  };
}
