import { describe, expect, test } from "vitest";
import { ckaLeaveOneOut } from "../../src/measures/cka-leave-one-out.js";
import { effectiveRank } from "../../src/measures/effective-rank.js";
import { MEASURES } from "../../src/measures/table.js";
import { close, closeAll } from "../support/close.js";
import { decode, type GoldenCase, goldenCases } from "./golden-cases.js";

type Value = number | null | readonly [number, number];

interface Expected {
  readonly values: Readonly<Record<string, Value>>;
  readonly reasons: Readonly<Record<string, string>>;
}

interface Golden extends GoldenCase {
  readonly expected: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly details: { readonly leaveOneOut: readonly (number | null)[] | null } | null;
}

/** The values that are expected of a measure, and the reasons of those that are null. */
function expectedOf({ expected }: Golden, measure: string): Expected {
  const { reasons, ...values } = expected[measure] ?? expect.fail(`no ${measure}`);
  return { values: values as Expected["values"], reasons: reasons as Expected["reasons"] };
}

function sameValue(actual: unknown, expected: Value, tolerance: number): void {
  if (expected === null) expect(actual).toBeNull();
  else if (typeof expected === "number") close(Number(actual), expected, tolerance);
  else {
    const [low, high] = actual as readonly [number, number];
    close(low, expected[0], tolerance);
    close(high, expected[1], tolerance);
  }
}

const cases = goldenCases<Golden>("measures");

test("there are golden cases", () => expect(cases.length).toBeGreaterThan(15));

describe.each(cases)("golden case $name", (golden) => {
  const [x, y] = [decode(golden.x), decode(golden.y)];
  const tolerance = golden.x.dtype === "float32" ? 1e-5 : 1e-8;

  test.each(["cka", "cka-biased", "procrustes", "angular"] as const)("%s", (name) => {
    const found: Readonly<Record<string, unknown>> = { ...MEASURES[name].measure(x, y) };
    const { values } = expectedOf(golden, name);
    for (const [field, value] of Object.entries(values)) sameValue(found[field], value, tolerance);
  });

  test("cka's reasons", () => {
    const found = MEASURES.cka.measure(x, y).reasons;
    for (const [field, reason] of Object.entries(expectedOf(golden, "cka").reasons)) {
      const fixed = /constant|identical|example \d+/.exec(reason)?.[0] ?? "";
      expect(found[field]).toContain(fixed);
    }
  });

  test("effective rank", () => {
    const { values } = expectedOf(golden, "effectiveRank");
    sameValue(effectiveRank(x), values.x ?? null, tolerance);
    sameValue(effectiveRank(y), values.y ?? null, tolerance);
  });

  test("leave-one-out scores", () => {
    const values = golden.details?.leaveOneOut ?? null;
    const { leaveOneOut } = ckaLeaveOneOut(x, y);
    if (values === null || values.includes(null)) expect(leaveOneOut).toBeNull();
    else closeAll(leaveOneOut ?? [], values.map(Number), tolerance);
  });
});
