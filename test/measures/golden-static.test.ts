import { describe, expect, test } from "vitest";
import { centredRepresentation } from "../../src/measures/centred-representation.js";
import { completeScore } from "../../src/measures/complete-score.js";
import { batched, batchedScore } from "../../src/measures/minibatch/batched.js";
import { batchedNull } from "../../src/measures/minibatch/batched-null.js";
import { batchedLeaveOneOut } from "../../src/measures/minibatch/leave-one-out.js";
import { jackknifeInterval } from "../../src/measures/stats/interval.js";
import { MEASURES, type MeasureName } from "../../src/measures/table.js";
import { close, closeAll } from "../support/close.js";
import { decode, type GoldenCase, goldenCases } from "./golden-cases.js";

type Value = number | null | readonly [number, number];
type Values = Readonly<Record<string, Value>>;

interface Golden {
  readonly name: string;
  readonly scores: Readonly<Record<Exclude<MeasureName, "cka-minibatch">, number | null>>;
  readonly orders: readonly (readonly number[])[];
  readonly permuted: Readonly<Record<string, readonly number[]>>;
  readonly batches: readonly (readonly number[])[];
  readonly "cka-rbf": Values | null;
  readonly "cka-minibatch": (Values & { readonly leaveOneOut: readonly (number | null)[] }) | null;
  readonly procrustesInterval: readonly [number, number] | null;
  readonly angularInterval: readonly [number, number] | null;
  readonly knn: Values | null;
}

function same(actual: unknown, expected: Value, tolerance: number): void {
  if (expected === null) expect(actual).toBeNull();
  else if (typeof expected === "number") close(Number(actual), expected, tolerance);
  else closeAll(actual as readonly number[], expected, tolerance);
}

const cases = goldenCases<Golden>("static");
const inputs = new Map(goldenCases<GoldenCase>("measures").map((one) => [one.name, one]));

test("there are golden cases", () => expect(cases.length).toBe(inputs.size));

describe.each(cases)("golden statistics of $name", (golden) => {
  const input = inputs.get(golden.name) ?? expect.fail("no such case");
  const [x, y] = [decode(input.x), decode(input.y)];
  const tolerance = input.x.dtype === "float32" ? 1e-5 : 1e-8;
  const scores = Object.entries(golden.scores) as [MeasureName, number | null][];

  test.each(scores)("%s", (name, score) => {
    const { prepare, between } = MEASURES[name];
    // The arc cosine turns an error of 1e-16 beside 1 into one of 1e-8.
    same(between(prepare(x), prepare(y)), score, name === "angular" && score === 1 ? 1e-7 : tolerance);
  });

  test.each(scores.filter(([, score]) => score !== null))("%s of permuted examples", (name) => {
    const row = MEASURES[name];
    const orders = golden.orders.map((order) => Uint32Array.from(order));
    const found = row.permuted?.(row.prepare(x), row.prepare(y), orders);
    // A quarter turn: near 0 the angle's error is that of the cosine's.
    closeAll(found ?? [], golden.permuted[name] ?? [], tolerance);
  });

  test("cka-rbf's statistics", () => {
    const { details, ...found } = MEASURES["cka-rbf"].measure(x, y);
    const fields: Readonly<Record<string, unknown>> = { ...found, ...details };
    for (const [field, value] of Object.entries(golden["cka-rbf"] ?? { score: null }))
      same(fields[field], value, tolerance);
  });

  test("cka-minibatch's statistics", () => {
    const [xc, yc] = [centredRepresentation(x), centredRepresentation(y)];
    const expected = golden["cka-minibatch"];
    if (!xc || !yc) return expect(expected).toBeNull();
    const cut = { rows: golden.batches.map((rows) => Uint32Array.from(rows)), dropped: 0 };
    const [a, b] = [batched(xc, cut), batched(yc, cut)];
    const score = batchedScore(a, b);
    if (expected === null || score === null) return expect(score).toBe(expected);
    const leaveOneOut = batchedLeaveOneOut(a, b);
    const interval = jackknifeInterval(score, leaveOneOut);
    const found = completeScore({ score, chance: 0, ...batchedNull(score, a, b), interval });
    const { leaveOneOut: without, ...values } = expected;
    if (!without.includes(null)) closeAll(leaveOneOut, without.map(Number), tolerance);
    if (golden.batches.length === 1 && x.rows <= 7) return;
    const fields: Readonly<Record<string, unknown>> = { ...found };
    for (const [field, value] of Object.entries(values)) same(fields[field], value, tolerance);
  });

  test("the intervals of procrustes and angular", () => {
    const found = [MEASURES.procrustes, MEASURES.angular].map((row) => row.measure(x, y).interval);
    same(found[0], golden.procrustesInterval, tolerance);
    same(found[1], golden.angularInterval, tolerance);
  });

  test("knn's chance and interval", () => {
    const found: Readonly<Record<string, unknown>> = { ...MEASURES.knn.measure(x, y) };
    for (const [field, value] of Object.entries(golden.knn ?? { score: null })) same(found[field], value, tolerance);
  });
});
