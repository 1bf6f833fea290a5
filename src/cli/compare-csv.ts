import type { CompareResult } from "../study/results.js";
import { csv } from "./csv.js";
import { VERTEX_COLUMNS, vertexRows } from "./vertex-rows.js";

/** The vertices of the triangle as CSV, a line a data set and side. */
export function compareCsv({ data }: CompareResult): string {
  return csv([VERTEX_COLUMNS, ...data.flatMap(vertexRows)]);
}
