import { type BigIntStats, fstatSync, statSync } from "node:fs";

/** What a file is known by, as far as the system says it: where, how long, and when it was changed. */
export type FileStamp = Pick<BigIntStats, "dev" | "ino" | "size" | "mtimeNs" | "ctimeNs">;

/**
 * The stamp of the file at a path, or that a descriptor names.
 *
 * @throws what the system says where there is none.
 */
export function fileStamp(file: string | number): FileStamp {
  return typeof file === "string" ? statSync(file, { bigint: true }) : fstatSync(file, { bigint: true });
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return (["dev", "ino", "size", "mtimeNs", "ctimeNs"] as const).every((key) => a[key] === b[key]);
}
