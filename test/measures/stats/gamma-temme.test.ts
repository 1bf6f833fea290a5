import { expect, test } from "vitest";
import { gammaTailsAtExcess } from "../../../src/measures/stats/gamma.js";
import { temmeTails } from "../../../src/measures/stats/gamma-temme.js";
import { close } from "../../support/close.js";

test.each([-30, -6, -1, 0, 0.5, 4, 9, 30])(
  "the expansion meets series and fraction at the seam, %d deviations off",
  (z) => {
    const shape = 99_999;
    const [expansion, other] = [
      temmeTails(shape, z * Math.sqrt(shape)),
      gammaTailsAtExcess(shape, z * Math.sqrt(shape)),
    ];
    if (z < 3) close(expansion.lower, other.lower, 1e-12);
    if (z > -3) close(expansion.upper, other.upper, 1e-12);
  },
);

test("tails too far to have a number are 0 and 1", () => {
  expect(temmeTails(1e6, 1e5)).toEqual({ lower: 1, upper: 0 });
  expect(temmeTails(1e6, -1e5)).toEqual({ lower: 0, upper: 1 });
});
