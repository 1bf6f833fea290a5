import { expect, test } from "vitest";
import { connectModels } from "../../src/study/connect-models.js";

test.each([true, false])(
  "everything that is run is counted from the start, the midpoint's repair too: %s",
  async (midpoint) => {
    const seen: { done: number; total: number }[] = [];
    const options = {
      data: "zoo:fashion",
      limit: 100,
      points: 3,
      align: "activations",
      repair: true,
      threads: 1,
    } as const;
    const onProgress = ({ done, total }: { done: number; total: number }) => seen.push({ done, total });
    await connectModels("zoo:resnet-1", "zoo:resnet-1-fork", { ...options, midpoint, onProgress });
    const totals = seen.map(({ total }) => total);
    expect(totals).toEqual([...totals].sort((x, y) => y - x));
    expect(seen.at(-1)?.done).toBe(totals.at(-1));
  },
);
