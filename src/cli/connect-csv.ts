import { PATHS } from "../sides/functional/best-path.js";
import type { ConnectResult } from "../study/connect-result.js";
import { csv } from "./csv.js";

/** The paths as CSV, a line a path and point. */
export function connectCsv(result: ConnectResult): string {
  const rows = PATHS.flatMap((name) => {
    const path = result[name];
    if (path === null) return [];
    return result.alphas.map((alpha, k) => [name, alpha, path.loss[k] ?? null, path.accuracy[k] ?? null]);
  });
  return csv([["path", "alpha", "loss", "accuracy"], ...rows]);
}
