import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";

const root = process.env.TRISIM_FIELD;

/** The path of a real model or data set in the folder that `TRISIM_FIELD` names. */
export function field(path: string): string {
  return join(root ?? "", path);
}

/** A suite on real models and data; without `TRISIM_FIELD` it is skipped, and its title says so. */
export function describeField(name: string, suite: () => void): void {
  if (root === undefined) describe.skip(`${name} (skipped: TRISIM_FIELD names no folder of real models)`, suite);
  else if (!existsSync(root)) throw new Error(`TRISIM_FIELD names ${root}, which does not exist`);
  else describe(name, suite);
}
