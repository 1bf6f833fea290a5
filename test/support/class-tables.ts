import { thumbnail } from "../../src/data/thumbnail.js";
import type { DisputedEntry, FunctionalSide } from "../../src/study/results.js";

const NAMES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

/** What of the tables below is null, and why. */
export const CLASS_TABLE_REASONS = {
  "functional.disputed.3.thumbnail": "float arrays are fed as they are: they are no pictures",
};

/** Made-up tables of two classifiers of CIFAR-10's classes, class by class and example by example. */
export function classTables(shift: number): Pick<FunctionalSide, "classNames" | "classes" | "confusion" | "disputed"> {
  const counts = NAMES.map((_, i) => NAMES.map((_, j) => (i === j ? 92 - 20 * shift : cell(i, j, shift))));
  const cells = counts.flatMap((row, a) => row.map((count, b) => ({ a, b, count })));
  const n = cells.reduce((sum, { count }) => sum + count, 0);
  return {
    classNames: NAMES,
    classes: {
      by: "label",
      absent: 0,
      of: NAMES.map((_, c) => {
        const score = 0.95 - 0.013 * c - 0.2 * shift;
        const agreement = { score, interval: [score - 0.05, score + 0.03] as const };
        return { class: c, n: 100, agreement, accuracy: { a: score - 0.02, b: score + 0.01 } };
      }),
    },
    confusion: {
      n,
      same: 10 * (92 - 20 * shift),
      counts,
      frequent: cells.filter(({ a, b, count }) => a !== b && count > 0).sort((x, y) => y.count - x.count),
    },
    disputed: Array.from({ length: 4 }, (_, k) => disputed(k, shift)),
  };
}

function cell(i: number, j: number, shift: number): number {
  return Math.max(0, 5 - Math.abs(i - j) * 2 + ((i * 3 + j) % 3) + 2 * shift - 2);
}

function disputed(k: number, shift: number): DisputedEntry {
  const named = (c: number) => ({ class: c, name: NAMES[c] ?? "" });
  const square = Uint8Array.from({ length: 192 }, (_, at) => (at * (k + 5)) % 256);
  return {
    id: String(100 * k + 7),
    a: { ...named(k + 2), probability: 0.99 - 0.1 * k },
    b: { ...named(k + 3), probability: 0.97 - 0.05 * k },
    label: named(k + 2 + (k % 3)),
    jsd: 0.96 - 0.04 * k - 0.1 * shift,
    thumbnail: k === 3 ? null : thumbnail(square, { kind: "uint8", height: 8, width: 8, channels: 3 }),
  };
}
