import type { DataEvidence, PairMatrix } from "./evidence.js";

export const SIDE_NAMES = ["static", "functional", "sparsity"] as const;

export type SideName = (typeof SIDE_NAMES)[number];

/** The similarities of one side, as they were measured. */
export function sideMatrix(data: DataEvidence, side: SideName): PairMatrix {
  return side === "static" ? data.static.raw : data[side];
}
