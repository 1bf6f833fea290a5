import type { StudyResult } from "../study/results/study.js";
import { csv } from "./csv.js";
import { VERTEX_COLUMNS, vertexRows } from "./vertex-rows.js";

/** The vertices of every pair's triangle as CSV, a line a pair, data set and side. */
export function studyCsv({ pairs }: StudyResult): string {
  const rows = pairs.flatMap(({ a, b, data }) => data.flatMap(vertexRows).map((row) => [a, b, ...row]));
  return csv([["a", "b", ...VERTEX_COLUMNS], ...rows]);
}
