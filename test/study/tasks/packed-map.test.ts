import { beforeAll, describe, expect, test } from "vitest";
import { parseStored, storedBytes } from "../../../src/data/stored-value.js";
import { type CkaMap, ckaMap } from "../../../src/measures/cka-map.js";
import { cellAt, cellsAmong, leaveOneOutAt, type PackedMap, packedMap } from "../../../src/study/tasks/packed-map.js";
import { gaussian } from "../../kernels/matrices.js";

const N = 12;
/** The third is constant. */
const LAYERS = [gaussian(N, 3, 1), gaussian(N, 5, 2), constant(), gaussian(N, 4, 3)];

function constant() {
  return { rows: N, columns: 2, data: new Float64Array(2 * N).fill(7) };
}

describe("a packed map", () => {
  let map: CkaMap;
  let packed: PackedMap;
  beforeAll(async () => {
    map = await ckaMap(LAYERS, { leaveOneOut: true });
    packed = packedMap(map.cells, N);
  });

  test("gives every cell back, either way round, with its reasons", () => {
    for (const k of LAYERS.keys())
      for (const l of LAYERS.keys()) {
        const { leaveOneOut: _, ...cell } = map.cells[k]?.[l] ?? expect.unreachable();
        expect(cellAt(packed, k, l)).toEqual(cell);
        expect(cellAt(packed, l, k)).toEqual(cell);
      }
    expect(cellAt(packed, 0, 2)).toMatchObject({ score: null, interval: null });
    expect(Object.values(cellAt(packed, 0, 2).reasons)).not.toEqual([]);
  });

  test("gives the cells of some layers back in their order", () => {
    const cells = cellsAmong(packed, [3, 0]);
    expect(cells.map((row) => row.map(({ score }) => score))).toEqual([
      [cellAt(packed, 3, 3).score, cellAt(packed, 3, 0).score],
      [cellAt(packed, 0, 3).score, cellAt(packed, 0, 0).score],
    ]);
  });

  test("keeps what scores would be without each example, where they are defined", () => {
    const { score, leaveOneOut, reason } = leaveOneOutAt(packed, 1, 0);
    expect([score, reason]).toEqual([map.cells[0]?.[1]?.score, null]);
    expect(leaveOneOut).toEqual(map.cells[0]?.[1]?.leaveOneOut);
    expect(leaveOneOutAt(packed, 2, 3)).toMatchObject({ score: null, leaveOneOut: null });
    expect(leaveOneOutAt(packed, 2, 3).reason).toMatch(/constant/);
    expect(leaveOneOutAt(packedMap(map.cells, null), 0, 1)).toMatchObject({
      ...{ score, leaveOneOut: null, reason: "there are no leave-one-out values" },
    });
  });

  test("is the same once it was stored", () => {
    const read = parseStored(Buffer.concat(storedBytes(packed))) as PackedMap;
    expect(cellAt(read, 1, 3)).toEqual(cellAt(packed, 1, 3));
    expect(leaveOneOutAt(read, 0, 3)).toEqual(leaveOneOutAt(packed, 0, 3));
  });
});
