import { SIDES } from "../report/sentences.js";
import type { StudyResult } from "../study/results/study.js";
import { csv } from "./csv.js";

/** The vertices of every pair's triangle as CSV, a line a pair, data set and side. */
export function studyCsv({ pairs }: StudyResult): string {
  const rows = pairs.flatMap(({ a, b, data }) =>
    data.flatMap(({ name, role, n, vertices }) =>
      SIDES.map((side) => {
        const { kind, score, chance, interval } = vertices[side];
        return [a, b, name, role, n, side, kind, score, chance, interval?.[0] ?? null, interval?.[1] ?? null];
      }),
    ),
  );
  return csv([["a", "b", "data", "role", "n", "side", "kind", "score", "chance", "low", "high"], ...rows]);
}
