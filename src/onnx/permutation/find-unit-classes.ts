import type { OnnxModel, OnnxTensor } from "../model.js";
import { channelFlow, type Watched } from "./channel-flow.js";
import type { Trace } from "./flow.js";
import type { UnitActivation, UnitClass, UnitClasses, UnitSite } from "./unit-classes.js";
import { type Standing, type UnitRecord, unitRecords } from "./unit-records.js";

/**
 * Finds the units of a network that may change places, from its graph alone.
 *
 * @param parameters - its float parameters, in graph order.
 * @param trace - what one run showed.
 * @throws TrisimError "unsupported" naming the first operator that nothing is known of.
 */
export function findUnitClasses(model: OnnxModel, parameters: readonly OnnxTensor[], trace: Trace): UnitClasses {
  const flow = channelFlow(model, parameters, trace);
  const records = unitRecords(flow);
  const members = grouped(
    records.filter(({ block }) => block !== null),
    ({ block }) => String(block),
  );
  const full = (record: UnitRecord) => {
    const parts = (members.get(String(record.unit)) ?? []).map(({ signature }) => signature);
    return [record.signature, ...parts.sort()].join("|");
  };
  const whole = grouped(
    records.filter(({ block }) => block === null),
    full,
  );
  const classes: UnitClass[] = [];
  for (const units of whole.values()) classes.push(...withMembers(units, members, classes.length, flow.watched));
  return { parameters, classes };
}

function grouped(records: readonly UnitRecord[], key: (record: UnitRecord) => string): Map<string, UnitRecord[]> {
  const groups = new Map<string, UnitRecord[]>();
  for (const record of records) {
    const group = groups.get(key(record));
    if (group === undefined) groups.set(key(record), [record]);
    else group.push(record);
  }
  return groups;
}

/** A class, and where its units are blocks the classes of their members after it. */
function withMembers(
  units: readonly UnitRecord[],
  members: ReadonlyMap<string, readonly UnitRecord[]>,
  index: number,
  watched: readonly Watched[],
): readonly UnitClass[] {
  const position = new Map(units.map(({ unit }, i) => [unit, i]));
  const parts = units.flatMap(({ unit }) => members.get(String(unit)) ?? []);
  if (parts.length === 0) return free(units, watched);
  const kinds = grouped(parts, ({ signature }) => signature);
  // A block that is the only one of its kind stays, and what it is made of moves inside.
  if (units.length === 1) return [...kinds.values()].flatMap((kind) => free(kind, watched));
  return [
    classOf(units, null, watched),
    ...[...kinds.values()].map((kind) => {
      const of = Int32Array.from(kind, ({ block }) => position.get(block ?? -1) ?? 0);
      return classOf(kind, { of: index, members: of }, watched);
    }),
  ];
}

/** A class of units that are parts of nothing; none where they cannot move or stand nowhere. */
function free(units: readonly UnitRecord[], watched: readonly Watched[]): readonly UnitClass[] {
  const own = classOf(units, null, watched);
  return own.size > 1 && own.sites.length > 0 ? [own] : [];
}

function classOf(units: readonly UnitRecord[], block: UnitClass["block"], watched: readonly Watched[]): UnitClass {
  const activations = together(units, ({ shows }) => shows).map(
    ({ of, ...places }): UnitActivation => ({ tensor: watched[of]?.tensor ?? "", ...places }),
  );
  const sites = together(units, (unit) => unit.sites).map(
    ({ of, ...places }): UnitSite => ({ parameter: of, ...places }),
  );
  return { size: units.length, sites, activations, block };
}

/** Where all units of a class stand, each at as many places. */
function together(units: readonly UnitRecord[], standings: (unit: UnitRecord) => readonly Standing[]) {
  const [first, ...others] = units.map((unit) => new Map(standings(unit).map((s) => [`${s.of}.${s.axis}`, s])));
  return [...(first ?? [])].flatMap(([key, { of, axis, indices }]) => {
    const all = [indices, ...others.map((other) => other.get(key)?.indices ?? [])];
    if (all.some((own) => own.length !== indices.length)) return [];
    return [{ of, axis, places: indices.length, indices: Int32Array.from(all.flat()) }];
  });
}
