import { expect, test } from "vitest";
import { inMemory } from "../../src/onnx/variant.js";
import { setAside } from "../../src/runtime/set-aside.js";

const MB = 2 ** 20;
const held = () => process.memoryUsage().arrayBuffers;

test("gives back what models take that can be read again, and nothing of others", async () => {
  const kept = inMemory(new Uint8Array(MB));
  let bytes: Uint8Array | null = new Uint8Array(24 * MB);
  const file = {
    path: "model.onnx",
    mapping: null,
    checkUnchanged() {},
    checkMapped() {},
    bytesAt: () => new Uint8Array(0),
    setAside() {
      const held = bytes !== null;
      bytes = null;
      return held;
    },
  };
  const before = held();
  setAside(kept, { file, bytes: new Uint8Array(0) });
  await expect.poll(() => held() - before).toBeLessThan(-20 * MB);
  expect([bytes, kept.bytes.length]).toEqual([null, MB]);
});
