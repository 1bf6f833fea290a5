import { describe, expect, test } from "vitest";
import { TrisimError } from "../../src/errors.js";
import { type Engine, EngineClosed, type Session } from "../../src/runtime/engine.js";
import { withSession } from "../../src/runtime/with-session.js";

function engine(open: () => Promise<Session>): Engine {
  return { name: "engine 1.0", open, close: async () => undefined };
}

function session(onClose: () => void): Session {
  return { inputs: [], outputs: [], run: async () => ({}), close: async () => onClose() };
}

describe("withSession", () => {
  test("closes the session after use, and after a failure", async () => {
    let closed = 0;
    const counting = engine(async () => session(() => closed++));
    expect(await withSession(counting, "net", new Uint8Array(0), async () => "used")).toBe("used");
    const failing = withSession(counting, "net", new Uint8Array(0), () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    expect(closed).toBe(2);
  });

  test("names model and engine where the graph is refused", async () => {
    const refusing = engine(() => Promise.reject(new Error("bad node")));
    const opening = withSession(refusing, "net", new Uint8Array(0), async () => undefined);
    await expect(opening).rejects.toMatchObject({
      code: "malformed",
      message: "net: engine 1.0 cannot load it: bad node",
    });
  });

  test("leaves what is no fault of the graph as it is", async () => {
    const changed = new TrisimError("unreadable", "net.onnx is not what it was");
    const opening = withSession(
      engine(() => Promise.reject(changed)),
      "net",
      new Uint8Array(0),
      async () => undefined,
    );
    await expect(opening).rejects.toBe(changed);
  });

  test("names model and engine where a run fails, in one line without the runtime's own paths", async () => {
    const words =
      "Non-zero status code. Name:'g' Status Message: /build/onnxruntime/core/x.cc:360 void* Arena::At(size_t) No memory\nmore";
    const failing = { ...session(() => {}), run: () => Promise.reject(new Error(words)) };
    const running = withSession(
      engine(async () => failing),
      "net",
      new Uint8Array(0),
      (of) => of.run({}, []),
    );
    await expect(running).rejects.toMatchObject({
      code: "malformed",
      message: "net: engine 1.0 cannot run it: Non-zero status code. Name:'g' Status Message: No memory",
    });
  });

  test("leaves alone that the engine was closed: it is nobody's fault", async () => {
    const closed = { ...session(() => {}), run: () => Promise.reject(new EngineClosed()) };
    const running = withSession(
      engine(async () => closed),
      "net",
      new Uint8Array(0),
      (of) => of.run({}, []),
    );
    await expect(running).rejects.toThrow(new EngineClosed());
  });
});
