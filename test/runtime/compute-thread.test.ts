import { afterEach, describe, expect, test } from "vitest";
import { ComputeThread } from "../../src/runtime/compute-thread.js";
import { below } from "../../src/sides/reasoned.js";

const MODULE = "sides/reasoned";
let thread: ComputeThread;
afterEach(() => thread.close());

describe("ComputeThread", () => {
  test("calls a pure function elsewhere and gives what it gives, in order", async () => {
    thread = new ComputeThread();
    const all = ["a", "b", "c"].map((path) => thread.run(below, MODULE, path, { x: "why" }));
    expect(await Promise.all(all)).toEqual([{ "a.x": "why" }, { "b.x": "why" }, { "c.x": "why" }]);
  });

  test("takes memory that is handed over", async () => {
    thread = new ComputeThread();
    const x = Float32Array.of(1, 2);
    const path = { x: x as never };
    expect(await thread.runWith([x.buffer], below, MODULE, "a", path)).toEqual({ "a.x": Float32Array.of(1, 2) });
    expect(x.length).toBe(0);
  });

  test("rejects with what the function throws, and goes on", async () => {
    thread = new ComputeThread();
    await expect(thread.run(below, MODULE, "a", null as never)).rejects.toThrow(TypeError);
    await expect(thread.run(below, "sides/nowhere", "a", {})).rejects.toThrow("nowhere");
    expect(await thread.run(below, MODULE, "a", {})).toEqual({});
  });

  test("stops at once when the signal is aborted", async () => {
    const controller = new AbortController();
    thread = new ComputeThread(controller.signal);
    const running = thread.run(below, MODULE, "a", {});
    controller.abort();
    await expect(running).rejects.toThrow("aborted");
    await expect(thread.run(below, MODULE, "a", {})).rejects.toThrow("aborted");
  });

  test("does nothing for a signal that was aborted before", async () => {
    thread = new ComputeThread(AbortSignal.abort());
    await expect(thread.run(below, MODULE, "a", {})).rejects.toThrow("aborted");
  });
});
