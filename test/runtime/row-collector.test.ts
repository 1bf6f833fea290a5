import { describe, expect, test } from "vitest";
import { RowCollector } from "../../src/runtime/row-collector.js";

const batch = (...rows: number[][]) => ({
  dims: [rows.length, rows[0]?.length ?? 0],
  data: Float32Array.from(rows.flat()),
});

describe("RowCollector", () => {
  test("puts batches one below the other and cuts the padding off", () => {
    const rows = new RowCollector("fc", "net", ["0", "1", "2"]);
    rows.add(batch([1, 2], [3, 4]), 2);
    rows.add(batch([5, 6], [0, 0]), 1);
    const { data, ...size } = rows.matrix();
    expect(size).toEqual({ rows: 3, columns: 2 });
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("shares its memory between threads", () => {
    const rows = new RowCollector("fc", "net", ["0"]);
    rows.add(batch([1]), 1);
    expect(rows.matrix().data.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test("names model, tensor, example and value where a value is not finite", () => {
    const rows = new RowCollector("fc", "net", ["a.png", "b.png", "c.png"]);
    rows.add(batch([1, 2]), 1);
    expect(() => rows.add(batch([1, 2], [3, Number.NaN]), 2)).toThrow("net, tensor fc: is NaN for example c.png");
  });

  test("ignores what is in the padding", () => {
    const rows = new RowCollector("fc", "net", ["a"]);
    expect(() => rows.add(batch([1], [Number.NaN]), 1)).not.toThrow();
  });

  test("refuses a tensor that is not one row an example", () => {
    const rows = new RowCollector("fc", "net", ["a", "b"]);
    expect(() => rows.add({ dims: [1, 2], data: new Float32Array(2) }, 2)).toThrow("gave [1, 2] for 2 examples");
  });
});
