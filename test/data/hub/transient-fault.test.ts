import { describe, expect, test } from "vitest";
import { TransientFault, withAttempts } from "../../../src/data/hub/transient-fault.js";
import { TrisimError } from "../../../src/errors.js";

describe("withAttempts", () => {
  test("tries again where a fault may pass", async () => {
    let tried = 0;
    const value = await withAttempts(
      undefined,
      async () => {
        if (++tried < 4) throw new TransientFault("hf:o/n: broke off");
        return "there";
      },
      1,
    );
    expect([value, tried]).toEqual(["there", 4]);
  });

  test("gives up after four, unless one came further", async () => {
    let tried = 0;
    const failing = (further: number) =>
      withAttempts(
        undefined,
        async (cameFurther) => {
          if (++tried === further) cameFurther();
          throw new TransientFault("hf:o/n: broke off");
        },
        1,
      );
    await expect(failing(0)).rejects.toThrow(new TrisimError("unreadable", "hf:o/n: broke off; tried 4 times"));
    expect(tried).toBe(4);
    tried = 0;
    await expect(failing(3)).rejects.toThrow("tried 4 times");
    expect(tried).toBe(6);
  });

  test("lets every other error through, and stops waiting when it is told to", async () => {
    let tried = 0;
    const wrong = new TrisimError("malformed", "no");
    const attempt = async () => {
      tried++;
      throw wrong;
    };
    await expect(withAttempts(undefined, attempt, 1)).rejects.toBe(wrong);
    expect(tried).toBe(1);
    const waiting = withAttempts(
      AbortSignal.timeout(50),
      async () => {
        throw new TransientFault("no");
      },
      1e6,
    );
    await expect(waiting).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
