import { NO_REASON, reasonFor } from "../../src/report/reason-for.js";
import type { StudyResult } from "../../src/study/results/study.js";
import { needsReason } from "./unexplained.js";

/** Keys whose null says that there is none: nobody said it, nothing failed, or a preprocessing step is not done. */
const SAYS_NONE =
  /^title$|^(models|pairs)\.\d+\.(failure|fork|twins|tower|recipe|hub|logits|zeroShot(\.\w+)?|comparison)$|\.preprocess\.|^provenance\./;

/**
 * Key paths in the results of a study, or in parts of them, where there is a `null` that no reasons explain: neither those of
 * the part that it is in nor those of one that holds this part.
 */
export function studyUnexplained(result: Partial<StudyResult>): readonly string[] {
  return nulls(result, "", []).filter((path) => !SAYS_NONE.test(path));
}

/** A part that has reasons of its own, by its path. */
interface Explaining {
  readonly at: string;
  readonly reasons: Readonly<Record<string, string>>;
}

function nulls(value: unknown, path: string, above: readonly Explaining[]): readonly string[] {
  if (value === null) return above.some((one) => explains(one, path)) ? [] : [path];
  if (typeof value !== "object") return [];
  const own = "reasons" in value ? [{ at: path, reasons: value.reasons as Explaining["reasons"] }] : [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "reasons" ? [] : nulls(inner, path === "" ? key : `${path}.${key}`, [...above, ...own]),
  );
}

function explains({ at, reasons }: Explaining, path: string): boolean {
  const from = at === "" ? path : path.slice(at.length + 1);
  return !needsReason(from) || reasonFor(reasons, from) !== NO_REASON;
}
