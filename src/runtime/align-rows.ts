import { zeros } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { ROWS_AT_ONCE, type RowAlignments, signedRows } from "../kernels/row-alignments.js";
import { ROW_ALIGNMENTS, rowAlignmentGraph } from "../onnx/row-alignment-graph.js";
import type { Engine, Feeds, TensorValue } from "./engine.js";
import { withSession } from "./with-session.js";

/**
 * `rowAlignments` on a runtime: products in float32, on all cores, summed over at most a row before they are added in
 * float64.
 *
 * @param factors - m ≥ 1 factors in float32, of the same number of rows.
 * @param signal - heeded between two groups of rows.
 */
export function alignRows(engine: Engine, factors: readonly Matrix[], signal?: AbortSignal): Promise<RowAlignments> {
  const narrow = factors.map(({ rows, columns, data }) => ({ rows, columns, data: Float32Array.from(data) }));
  const [n, m] = [narrow[0]?.rows ?? 0, narrow.length];
  return withSession(engine, "row alignments", rowAlignmentGraph(narrow), async (session) => {
    const [products, cubes] = [zeros(n, m * m), zeros(n, m)];
    for (let from = 0; from < n; from += ROWS_AT_ONCE) {
      signal?.throwIfAborted();
      const count = Math.min(ROWS_AT_ONCE, n - from);
      const feeds = narrow.map((factor, k): [string, TensorValue] => {
        const { columns, data } = signedRows(factor, from, count);
        return [ROW_ALIGNMENTS.rows(k), { dims: [count, columns], data: data as Float32Array }];
      });
      const found = await session.run(Object.fromEntries(feeds) satisfies Feeds, [
        ROW_ALIGNMENTS.products,
        ROW_ALIGNMENTS.cubes,
      ]);
      products.data.set(found[ROW_ALIGNMENTS.products]?.data ?? [], from * m * m);
      cubes.data.set(found[ROW_ALIGNMENTS.cubes]?.data ?? [], from * m);
    }
    return { products, cubes };
  });
}
