import { NO_REASON, reasonFor } from "../../src/report/reason-for.js";

/**
 * Whether a null needs a reason: `why` says why a gain does not count, and a plan of debiased CKA has blocks or batches and
 * perhaps a caveat; null there says that it does, which of the two, or that there is none.
 */
export function needsReason(path: string): boolean {
  return !/^sparsity\.cross\.why\.|^static\.plan\.\w+\.(block|batch|caveat)$/.test(path);
}

/** Key paths below a value where there is a `null` that no reason, of the path itself or of one above, explains. */
export function unexplained(value: unknown, reasons: Readonly<Record<string, string>>, path = ""): readonly string[] {
  if (value === null) return reasonFor(reasons, path) === NO_REASON ? [path] : [];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "reasons" ? [] : unexplained(inner, reasons, path === "" ? key : `${path}.${key}`),
  );
}
