import { compare } from "./compare.js";
import type { CompareOptions, Progress } from "./compare-options.js";
import type { CompareResult } from "./results.js";

/** Two embedded networks worth comparing. */
export interface DemoPair {
  readonly a: string;
  readonly b: string;
  /** What the two are to each other. */
  readonly what: string;
}

/** A pair and what was found on both sets of images. */
export interface DemoEntry {
  readonly pair: DemoPair;
  readonly result: CompareResult;
}

/** From the same weights but for the order of the data to networks that share nothing but the task. */
export const DEMO_PAIRS: readonly DemoPair[] = [
  { a: "resnet-1", b: "resnet-1-fork", what: "A network and its fork" },
  { a: "resnet-1", b: "resnet-2", what: "Two seeds of one CNN" },
  { a: "vit-1", b: "vit-2", what: "Two seeds of a Vision Transformer" },
  { a: "resnet-1", b: "vit-1", what: "A CNN and a Vision Transformer" },
  { a: "resnet-1", b: "clip-resnet-1", what: "A CNN and a vision-language model" },
  { a: "clip-resnet-1", b: "clip-vit-1", what: "Two vision-language models" },
];

const OPTIONS = {
  data: "zoo:fashion",
  ood: "zoo:digits",
  measures: ["cka", "procrustes"],
  levels: [0.3, 0.5, 0.7, 0.8, 0.9, 0.95],
  points: 11,
  connect: "naive",
  connectLimit: 500,
} as const satisfies CompareOptions;

export type DemoOptions = Pick<CompareOptions, "limit" | "threads" | "onProgress" | "signal">;

/**
 * Compares the telling pairs of embedded networks on both sets of embedded images.
 *
 * @param options.limit - take only the first so many images of each set.
 * @param options.onProgress - told how many pairs are done, in parts.
 * @throws the signal's reason once it is aborted.
 */
export async function demo(options: DemoOptions): Promise<readonly DemoEntry[]> {
  const entries: DemoEntry[] = [];
  for (const pair of DEMO_PAIRS) {
    const onProgress = ({ done, total, what }: Progress) =>
      options.onProgress?.({
        done: entries.length + done / total,
        total: DEMO_PAIRS.length,
        what: `${pair.a} and ${pair.b}: ${what}`,
      });
    const result = await compare(`zoo:${pair.a}`, `zoo:${pair.b}`, { ...OPTIONS, ...options, onProgress });
    entries.push({ pair, result });
  }
  return entries;
}
