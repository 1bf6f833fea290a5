import { InvalidArgumentError } from "commander";
import { SIDES, type Side } from "../report/sentences.js";
import type { CompareResult } from "../study/results.js";
import { list } from "./arguments.js";
import { RequirementError } from "./fault.js";

/** The least that the value of each side named may be. */
export type Requirements = Readonly<Partial<Record<Side, number>>>;

/** `static=.9,functional=.8,sparsity=.9`, any of the three. */
export function requirements(text: string): Requirements {
  return Object.fromEntries(list(text).map(requirement));
}

function requirement(entry: string): [Side, number] {
  const [name, limit = "", ...more] = entry.split("=");
  const side = SIDES.find((known) => known === name);
  const value = limit.trim() === "" ? Number.NaN : Number(limit);
  if (side === undefined || !Number.isFinite(value) || more.length > 0)
    throw new InvalidArgumentError(`${entry} is not ${SIDES.join("|")}=NUMBER.`);
  return [side, value];
}

/**
 * Holds a result against what was required of it, on every in-distribution data set. What is `null` fails.
 *
 * @throws RequirementError naming each side, its value and the limit.
 */
export function checkRequirements(result: CompareResult, required: Requirements): void {
  const failures = result.data
    .filter(({ role }) => role === "id")
    .flatMap(({ name, triangle }) =>
      SIDES.flatMap((side) => {
        const [value, limit] = [triangle[side], required[side]];
        if (limit === undefined || (value !== null && value >= limit)) return [];
        return [`${side} is ${value === null ? "null" : value.toFixed(4)} on ${name}, required at least ${limit}`];
      }),
    );
  if (failures.length > 0) throw new RequirementError(failures.join("; "));
}
