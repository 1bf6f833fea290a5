import { describe, expect, test } from "vitest";
import { pixelSize } from "../../src/data/hugging-face-size.js";
import { fault } from "./support/fault.js";

describe("pixelSize", () => {
  test("of a number is a square or an edge, as its class has it", () => {
    expect(pixelSize("f", "size", 9, "square")).toEqual({ height: 9, width: 9 });
    expect(pixelSize("f", "size", 9, "shortest")).toEqual({ edge: 9 });
  });

  test("of an object is what it says, whatever a number would be, and without the keys that are null", () => {
    expect(pixelSize("f", "size", { height: 1, width: 2, shortest_edge: null }, "shortest")).toEqual({
      height: 1,
      width: 2,
    });
    expect(pixelSize("f", "size", { shortest_edge: 3, longest_edge: null }, "square")).toEqual({ edge: 3 });
  });

  test("of a number that may be either is refused", async () => {
    expect(await fault(() => pixelSize("f.json", "size", 9, null))).toBe(
      'bad-value: f.json: size: 9 may be an edge or a square; expected {"shortest_edge": 9} or {"height": 9, "width": 9}',
    );
  });

  test.each([
    [0],
    [-3],
    [1.5],
    [16385],
    ["224"],
    [[224, 224]],
    [{ longest_edge: 224 }],
    [{ shortest_edge: 224, longest_edge: 333 }],
    [{ height: 224 }],
    [{ height: 0, width: 1 }],
  ])("%j is refused", async (value) => {
    expect(await fault(() => pixelSize("f.json", "crop_size", value, "square"))).toBe(
      `bad-value: f.json: crop_size: ${JSON.stringify(value)}; expected 1 to 16384 pixels as a number, {"height", "width"} or {"shortest_edge"}`,
    );
  });
});
