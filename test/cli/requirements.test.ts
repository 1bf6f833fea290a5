import { describe, expect, test } from "vitest";
import { checkRequirements, requirements } from "../../src/cli/requirements.js";
import { compareResult } from "../support/compare-result.js";

describe("requirements", () => {
  test("are limits of sides", () => {
    expect(requirements("static=.9, sparsity=-1e-1")).toEqual({ static: 0.9, sparsity: -0.1 });
    for (const text of ["static", "static=", "static=x", "statik=1", "static=1=2", ""])
      expect(() => requirements(text)).toThrow(/static\|functional\|sparsity=NUMBER|separated by commas/);
  });

  test("hold on in-distribution data only, and fail on null", () => {
    const result = compareResult();
    const [id] = result.data.filter(({ role }) => role === "id");
    expect(() => checkRequirements(result, { static: id?.triangle.static ?? 0 })).not.toThrow();
    expect(() => checkRequirements(result, { static: 0.9999 })).toThrow(
      /static is 0\.\d{4} on .*, required at least 0\.9999/,
    );
    const empty = {
      ...result,
      data: result.data.map((entry) => ({ ...entry, triangle: { ...entry.triangle, static: null } })),
    };
    expect(() => checkRequirements(empty, { static: 0 })).toThrow("static is null");
  });
});
