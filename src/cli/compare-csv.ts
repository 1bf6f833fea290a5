import { SIDES } from "../report/sentences.js";
import type { CompareResult } from "../study/results.js";
import { csv } from "./csv.js";

/** The vertices of the triangle as CSV, a line a data set and side. */
export function compareCsv({ data }: CompareResult): string {
  const rows = data.flatMap(({ name, role, n, vertices }) =>
    SIDES.map((side) => {
      const { kind, score, chance, interval } = vertices[side];
      return [name, role, n, side, kind, score, chance, interval?.[0] ?? null, interval?.[1] ?? null];
    }),
  );
  return csv([["data", "role", "n", "side", "kind", "score", "chance", "low", "high"], ...rows]);
}
