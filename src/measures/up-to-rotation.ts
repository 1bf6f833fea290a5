import type { Claims } from "./define-measure.js";

/** What measures of geometry up to rotation, translation and scale have in common. */
export const UP_TO_ROTATION = {
  symmetric: true,
  invariantTo: [
    "translation",
    "isotropic scaling",
    "orthogonal",
    "permutation of features",
    "constant features",
    "joint permutation of examples",
  ],
  notInvariantTo: [
    "per-feature scaling",
    "invertible linear",
    "per-example scaling",
    "permutation of one side's examples",
  ],
} as const satisfies Partial<Claims>;
