import { TrisimError } from "../errors.js";
import type { Model } from "../runtime/open-model.js";
import type { Wish } from "./connect-options.js";
import type { Both } from "./pair.js";

/** @throws TrisimError "unsupported" where there is a reason why two networks cannot be connected. */
export function refuseUnconnected(reason: string | null, { a, b }: Both<Model>): void {
  if (reason !== null) throw new TrisimError("unsupported", `${a.name} and ${b.name} cannot be connected: ${reason}`);
}

/** What was asked for and cannot be had is no result. */
export function refuseUnmet(
  { align, repair }: Pick<Wish, "align" | "repair">,
  reasons: Readonly<Record<string, string | null | undefined>>,
  { a, b }: Both<Model>,
): void {
  const unmet = [
    ...(align === "none" ? [] : [["aligned", `--align ${align}`] as const]),
    ...(repair ? [["repaired", "--repair"] as const] : []),
  ];
  for (const [path, flag] of unmet) {
    const reason = reasons[path] ?? null;
    if (reason === null) continue;
    throw new TrisimError("unsupported", `${a.name} and ${b.name} have no ${path} path: ${reason}; or leave ${flag}`);
  }
}
