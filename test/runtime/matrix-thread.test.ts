import { afterEach, describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { ckaMap } from "../../src/measures/cka-map.js";
import { MatrixThread } from "../../src/runtime/matrix-thread.js";
import { onnxMatrixEngine } from "../../src/runtime/onnx-matrix-engine.js";
import { build, gaussian } from "../kernels/matrices.js";
import { related, single } from "../measures/map-cases.js";

let thread: MatrixThread;
afterEach(() => thread.close());

const layers = related(50, [3, 40, 5]).map(single);
/** Many seconds of work. */
const long = Array.from({ length: 12 }, (_, k): Matrix => single(gaussian(1500, 256, k)));

describe("MatrixThread", () => {
  test.each([
    ["float32", {}],
    ["float64", {}],
    ["float32", { statistics: false }],
    ["float32", { memory: 300_000 }],
    ["float64", { memory: 26_000, seed: 3 }],
  ] as const)("gives the map that ckaMap gives, in %s with %j", async (precision, options) => {
    thread = new MatrixThread(1);
    const engine = onnxMatrixEngine(1);
    const expected = await ckaMap(layers, { ...options, precision, engine });
    expect(await thread.map(layers, { ...options, precision })).toEqual(expected);
    await engine.close();
  });

  test("takes layers of which the memory is shared, and layers that are not float32", async () => {
    thread = new MatrixThread(1);
    const shared = layers.map((layer) => {
      const data = new Float32Array(new SharedArrayBuffer(4 * layer.data.length));
      data.set(layer.data);
      return { ...layer, data };
    });
    const expected = await thread.map(layers, { precision: "float32" });
    expect(await thread.map(shared, { precision: "float32" })).toEqual(expected);
    const wide = layers.map((layer) => ({ ...layer, data: Float64Array.from(layer.data) }));
    expect((await thread.map(wide, {})).cells).toEqual((await ckaMap(wide)).cells);
  });

  test("answers in order", async () => {
    thread = new MatrixThread(1);
    const pairs = [1, 2, 3].map((seed) => [gaussian(20, 3, seed), gaussian(20, 4, 10 + seed)]);
    const found = await Promise.all(pairs.map((pair) => thread.map(pair, {})));
    for (const [k, pair] of pairs.entries()) expect(found[k]?.cells).toEqual((await ckaMap(pair)).cells);
  });

  test("rejects with what ckaMap throws, its class and message, and goes on", async () => {
    thread = new MatrixThread(1);
    for (const [bad, options] of [
      [[build(8, 2, () => Number.NaN)], {}],
      [[gaussian(3, 2, 1)], {}],
      [layers, { memory: 1000 }],
    ] as const) {
      const expected = await ckaMap(bad, options).then(
        () => expect.fail("it does not throw"),
        (error: Error) => error,
      );
      const found = await thread.map(bad, options).then(
        () => expect.fail("it does not reject"),
        (error: Error) => error,
      );
      expect(found).toBeInstanceOf(RangeError);
      expect(found.message).toBe(expected.message);
    }
    expect((await thread.map(layers, {})).cells).toHaveLength(3);
  });

  test("rejects what cannot be sent, and answers what can", async () => {
    thread = new MatrixThread(1);
    const unsendable = { statistics: (() => true) as never };
    const [refused, answered] = await Promise.allSettled([thread.map(layers, unsendable), thread.map(layers, {})]);
    expect(refused).toMatchObject({ status: "rejected", reason: { name: "DataCloneError" } });
    expect(answered.status).toBe("fulfilled");
  });

  test("rejects at once when the signal is aborted, and ends soon after", async () => {
    const controller = new AbortController();
    thread = new MatrixThread(1, controller.signal);
    // The thread is there, and in the middle of it.
    await thread.map(layers, {});
    const running = thread.map(long, { precision: "float32" });
    const waiting = thread.map(layers, {});
    let isDone = false;
    const ended = Promise.allSettled([running, waiting]).then((results) => {
      isDone = true;
      return results;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isDone).toBe(false);
    controller.abort(new Error("enough"));
    // Nothing but what is due already comes before it: no answer of the thread's.
    await Promise.race([ended, new Promise((resolve) => setImmediate(resolve))]);
    expect(isDone).toBe(true);
    for (const result of await ended)
      expect(result).toMatchObject({ status: "rejected", reason: { message: "enough" } });
    await expect(thread.map(layers, {})).rejects.toThrow("enough");
    await thread.close();
  });

  test("is closed in the middle of a map of a minute, whose promise is rejected", async () => {
    thread = new MatrixThread(1);
    await thread.map(layers, {});
    const running = thread.map(new Array<Matrix>(16).fill(gaussian(30_000, 8, 1)), {});
    const refused = expect(running).rejects.toThrow("the matrix thread was closed");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await thread.close();
    await refused;
    await expect(thread.map(layers, {})).rejects.toThrow("the matrix thread was closed");
  });

  test("does nothing for a signal that was aborted before", async () => {
    thread = new MatrixThread(1, AbortSignal.abort());
    await expect(thread.map(layers, {})).rejects.toThrow("aborted");
  });

  test("closes twice", async () => {
    thread = new MatrixThread(1);
    await Promise.all([thread.close(), thread.close()]);
  });
});
