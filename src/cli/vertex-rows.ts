import { SIDES } from "../report/sentences.js";
import type { DataEntry } from "../study/results.js";

/** The columns of `vertexRows`. */
export const VERTEX_COLUMNS = ["data", "role", "n", "side", "kind", "score", "chance", "low", "high"] as const;

/** The vertices of the triangle on one data set as cells of a table, a row a side. */
export function vertexRows({ name, role, n, vertices }: Pick<DataEntry, "name" | "role" | "n" | "vertices">) {
  return SIDES.map((side) => {
    const { kind, score, chance, interval } = vertices[side];
    return [name, role, n, side, kind, score, chance, interval?.[0] ?? null, interval?.[1] ?? null];
  });
}
