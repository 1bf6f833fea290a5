import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../../src/data/hash.js";
import type { Pixels } from "../../../src/data/pixels.js";
import type { FilterName } from "../../../src/data/resample/filters.js";
import { ROOT } from "../../support/source-files.js";

type Kind = "noise" | "gradient" | "edges";
type Shape = readonly [channels: 1 | 3, height: number, width: number];

interface Kept {
  readonly size: Shape;
  readonly sha256: string;
}

interface Golden {
  readonly files: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly resizes: readonly (Kept & {
    readonly from: Shape;
    readonly to: readonly [height: number, width: number];
    readonly kind: Kind;
    readonly filter: FilterName;
  })[];
  readonly fits: readonly (Kept & { readonly file: string; readonly from: Shape; readonly kind: Kind })[];
}

export const golden: Golden = JSON.parse(readFileSync(join(ROOT, "test/golden/preprocess.json"), "utf8"));

/** The image that `test/golden/preprocess.py` makes by this name. */
export function madeImage([channels, height, width]: Shape, kind: Kind): Pixels {
  const next = lcg(1);
  const data = new Uint8Array(channels * height * width);
  for (let i = 0; i < data.length; i++) {
    const [c, y, x] = [Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width];
    if (kind === "noise") data[i] = next();
    else if (kind === "gradient") data[i] = x * 5 + y * 3 + c * 40;
    else data[i] = ((Math.floor((x * x) / 16) + Math.floor(y / 3) + c) % 2) * 255;
  }
  return { height, width, channels, data };
}

/** The upper bytes of the generator of Numerical Recipes. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state >>> 24;
  };
}

/** What the golden file keeps of an image. */
export function kept({ channels, height, width, data }: Pixels): Kept {
  return { size: [channels, height, width], sha256: sha256(data).slice(0, 16) };
}
