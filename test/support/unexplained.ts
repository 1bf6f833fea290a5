import { NO_REASON, reasonFor } from "../../src/report/reason-for.js";

/** Key paths below a value where there is a `null` that no reason, of the path itself or of one above, explains. */
export function unexplained(value: unknown, reasons: Readonly<Record<string, string>>, path = ""): readonly string[] {
  if (value === null) return reasonFor(reasons, path) === NO_REASON ? [path] : [];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "reasons" ? [] : unexplained(inner, reasons, path === "" ? key : `${path}.${key}`),
  );
}
