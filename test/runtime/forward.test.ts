import { describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import type { Tap } from "../../src/onnx/pooling.js";
import type { FeedValue, Session } from "../../src/runtime/engine.js";
import { batchOf, forward, type Pass } from "../../src/runtime/forward.js";

/** Examples 0, 1, 2, … of one value each. */
function counting(n: number): Dataset {
  const ids = Array.from({ length: n }, (_, i) => String(i));
  const read = async (from: number, to: number) => Float32Array.from(ids.slice(from, to), Number);
  const images = { kind: "float32", shape: [1, 1, 1] } as const;
  const nothing = { labels: null, classNames: null, classes: null, sampleHash: "" };
  return { name: "counting", n, ids, images, read, close: async () => undefined, ...nothing };
}

/** A network that doubles, and remembers what it was asked. */
function doubling(onRun: (images: FeedValue) => void = () => undefined): Session {
  return {
    inputs: [],
    outputs: [],
    async run(feeds) {
      const images = feeds.input;
      if (!(images?.data instanceof Float32Array)) throw new Error("no input");
      onRun(images);
      return { out: { dims: [images.dims[0] ?? 0, 1], data: images.data.map((value) => 2 * value) } };
    },
    close: async () => undefined,
  };
}

const TAP: Tap = { tensor: "fc", output: "out", rank: 2, batchAxis: 0, featureAxis: 1, pooling: "none" };

function pass(n: number, batch: number, more: Partial<Pass> = {}): Pass {
  const input = { name: "input", batch: null, shape: [1, 1, 1] } as const;
  return {
    model: "net",
    dataset: counting(n),
    input,
    batch,
    prepare: (x) => Float32Array.from(x as Float32Array),
    ...more,
  };
}

async function values(session: Session, of: Pass): Promise<number[]> {
  return [...((await forward(session, [TAP], of)).get("fc")?.data ?? [])];
}

describe("forward", () => {
  test("gives one row an example, in order, whatever the batch", async () => {
    for (const batch of [1, 2, 3, 5, 7]) expect(await values(doubling(), pass(5, batch))).toEqual([0, 2, 4, 6, 8]);
  });

  test("pads the last batch of a graph with a fixed one, and cuts the padding off", async () => {
    const seen: number[] = [];
    const fixed = pass(5, 2, { input: { name: "input", batch: 2, shape: [1, 1, 1] } });
    expect(
      await values(
        doubling((images) => seen.push(images.dims[0] ?? 0)),
        fixed,
      ),
    ).toEqual([0, 2, 4, 6, 8]);
    expect(seen).toEqual([2, 2, 2]);
  });

  test("feeds what was prepared without a copy, but never the data set's own memory", async () => {
    const stored = Float32Array.of(0, 1);
    const dataset = { ...counting(2), read: async () => stored };
    const prepared = Float32Array.of(2, 3);
    const own = await batchOf(pass(2, 2, { dataset, prepare: () => prepared }), 0, 2);
    const copied = await batchOf(pass(2, 2, { dataset, prepare: (x) => x as Float32Array }), 0, 2);
    const part = await batchOf(pass(1, 1, { dataset, prepare: () => prepared.subarray(1) }), 1, 1);
    expect([own.data === prepared, copied.data.buffer === stored.buffer]).toEqual([true, false]);
    expect([[...copied.data], [...part.data]]).toEqual([[0, 1], [3]]);
    expect(part.data.buffer.byteLength).toBe(4);
  });

  test("counts the examples it did", async () => {
    const counts: number[] = [];
    await values(doubling(), pass(5, 2, { onExamples: (count) => counts.push(count) }));
    expect(counts).toEqual([2, 2, 1]);
  });

  test("stops between batches with the signal's reason", async () => {
    const controller = new AbortController();
    let runs = 0;
    const session = doubling(() => {
      runs++;
      if (runs === 2) controller.abort();
    });
    await expect(values(session, pass(100, 1, { signal: controller.signal }))).rejects.toThrow("aborted");
    expect(runs).toBe(2);
  });

  test("rejects with the session's error, and leaves no rejection unhandled", async () => {
    let runs = 0;
    const session = doubling(() => {
      runs++;
      if (runs === 2) throw new Error("out of memory");
    });
    await expect(values(session, pass(10, 1))).rejects.toThrow("out of memory");
  });

  test("rejects with the reader's error", async () => {
    const dataset = { ...counting(4), read: () => Promise.reject(new Error("the disk is gone")) };
    await expect(values(doubling(), pass(4, 2, { dataset }))).rejects.toThrow("the disk is gone");
  });
});
