import { readFileSync } from "node:fs";

/** Golden values that `test/golden/special.py` made. */
export const special: {
  readonly logGamma: readonly { x: number; value: number }[];
  readonly gammaTails: readonly { shape: number; x: number; lower: number; upper: number }[];
  readonly gammaQuantile: readonly { shape: number; p: number; value: number }[];
  readonly pearson3: readonly { skewness: number; z: number; upper: number }[];
  readonly pearson3Quantile: readonly { skewness: number; p: number; value: number }[];
} = JSON.parse(readFileSync(new URL("../../golden/special.json", import.meta.url), "utf8"));
