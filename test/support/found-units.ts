import { expect } from "vitest";
import { ownParameters } from "../../src/onnx/own-parameters.js";
import { pairParameters } from "../../src/onnx/pair-parameters.js";
import { findUnitClasses } from "../../src/onnx/permutation/find-unit-classes.js";
import type { UnitClass, UnitClasses } from "../../src/onnx/permutation/unit-classes.js";
import type { Engine } from "../../src/runtime/engine.js";
import { traceGraph } from "../../src/runtime/trace-graph.js";
import { unitsGap } from "../../src/runtime/units-gap.js";
import type { NetModel } from "./net.js";

/** A network whose nodes have parameters of their own, and its units. */
export interface Found {
  readonly model: NetModel;
  readonly units: UnitClasses;
}

export async function foundUnits(engine: Engine, given: NetModel): Promise<Found> {
  const model = { ...given, onnx: ownParameters(given.onnx) };
  const parameters = (pairParameters(model.onnx, model.onnx).pairs ?? []).map(({ a }) => a);
  return { model, units: findUnitClasses(model.onnx, parameters, await traceGraph(engine, model, model.input)) };
}

/** The classes in words: "24" for so many units, "4 × (16, 8)" for four blocks, each with 16 members of one kind and 8 of another. */
export function sizesOf({ classes }: UnitClasses): readonly string[] {
  return classes.flatMap(({ size, block }, c) => {
    if (block !== null) return [];
    const members = classes.filter((other) => other.block?.of === c).map((other) => other.size / size);
    return [members.length === 0 ? `${size}` : `${size} × (${members.join(", ")})`];
  });
}

/**
 * Expects exactly these classes, outputs that stay where their units change places, and a refusal where those of one
 * parameter alone do.
 */
export async function expectUnits(engine: Engine, given: NetModel, expected: readonly string[]): Promise<void> {
  const found = await foundUnits(engine, given);
  const { model, units } = found;
  expect(sizesOf(units)).toEqual(expected);
  expect(await unitsGap(engine, model, model.input, units, 1)).toBeNull();
  const gaps = await gapsInOneParameter(engine, found);
  for (const gap of gaps) expect(gap).toMatch(/its outputs move by .* of the largest/);
}

/** What is said of each class whose units change places in one of its matrices alone. */
export async function gapsInOneParameter(engine: Engine, { model, units }: Found): Promise<readonly (string | null)[]> {
  const gaps: (string | null)[] = [];
  for (const unitClass of units.classes) {
    const broken = inOneParameter(unitClass, units);
    if (broken !== null) gaps.push(await unitsGap(engine, model, model.input, broken, 1));
  }
  return gaps;
}

/** A class that stands in the first of its matrices only; `null` where it stands in none. */
function inOneParameter({ sites, ...unitClass }: UnitClass, { parameters }: UnitClasses): UnitClasses | null {
  const [site] = sites.filter(({ parameter }) => (parameters[parameter]?.dims.length ?? 0) > 1);
  return site === undefined ? null : { parameters, classes: [{ ...unitClass, sites: [site], block: null }] };
}
