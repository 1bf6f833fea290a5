import type { CompareResult, DataEntry, DisputedEntry, StaticSide } from "../../src/study/results.js";
import { compareResult } from "../support/compare-result.js";

/** The fixture's results on its k-th data set. */
export function entryOf(k = 0): DataEntry {
  const entry = compareResult().data[k];
  if (entry === undefined) throw new RangeError(`entryOf: the fixture has no data set ${k}`);
  return entry;
}

/** The same data set of two networks of one architecture, connected along the straight line between their weights. */
export function connected(entry: DataEntry, lmc: number | null = 0.412): DataEntry {
  const alphas = Array.from({ length: 11 }, (_, k) => k / 10);
  const bump = (alpha: number) => Math.sin(Math.PI * alpha) ** 2;
  const reasons = { aligned: "not computed", repaired: "not computed" };
  const connectivity = {
    n: 800,
    nCalibration: 0,
    alphas,
    naive: {
      loss: alphas.map((alpha) => 0.31 + 0.08 * alpha + 1.94 * bump(alpha)),
      accuracy: alphas.map((alpha) => 0.917 + 0.026 * alpha - 0.486 * bump(alpha)),
      barrier: { frankle: 0.486, entezari: 1.94 },
    },
    aligned: null,
    alignment: null,
    repair: null,
    repaired: null,
    lmc,
    lmcInterval: lmc === null ? null : ([lmc - 0.04, lmc + 0.04] as const),
    lmcCurve: "naive" as const,
    reasons,
  };
  const functional = { score: lmc, chance: 0, interval: connectivity.lmcInterval, kind: "lmc" as const };
  const { "functional.connectivity": _, ...others } = entry.reasons;
  const why = Object.entries(reasons).map(([key, reason]) => [`functional.connectivity.${key}`, reason]);
  return {
    ...entry,
    functional: { ...entry.functional, connectivity },
    triangle: { ...entry.triangle, functional: lmc },
    vertices: { ...entry.vertices, functional },
    reasons: { ...others, ...Object.fromEntries(why) },
  };
}

/** The same data set with null wherever the schema allows it, each side with one reason. */
export function emptied(entry: DataEntry): DataEntry {
  const nothing = { score: null, chance: null, interval: null };
  const none = entry.sparsity.levels.map(() => null);
  const estimate = { value: null, interval: null };
  const sweep = {
    ...{ cka: none, interval: none, accuracy: none, retention: none, aboveChance: none, effectiveRank: none },
    predictive: { agreement: none, jsd: none, kappa: none },
    layers: { names: ["one"], scores: { cka: none.map(() => [null]) } },
    areas: { cka: null, retention: null, aboveChance: null },
    tracking: { levels: [], r: estimate, steps: estimate, sharpness: estimate },
  };
  const score = { ...nothing, threshold: null, calibrated: null, pValue: null };
  const { a, b } = entry.static.layers;
  const representation: object = { a: "last a", b: "last b", cka: score };
  return {
    ...entry,
    static: {
      representation: representation as StaticSide["representation"],
      plan: entry.static.plan,
      layers: {
        n: entry.n,
        a,
        b,
        cka: null,
        interval: a.map(() => b.map(() => null)),
        pValue: a.map(() => b.map(() => null)),
        adjusted: a.map(() => b.map(() => null)),
        self: { a: a.map(() => a.map(() => null)), b: b.map(() => b.map(() => null)) },
        best: { a: a.map(() => null), b: b.map(() => null) },
        procrustes: null,
        chance: { cka: null, procrustes: null },
        draws: { procrustes: null },
      },
    },
    functional: {
      ...{ basis: "own", n: entry.n, temperature: null, probe: null },
      ...{ accuracy: { a: null, b: null }, predictive: null, connectivity: null },
      ...{ classNames: null, classes: null, confusion: null, disputed: null },
    },
    sparsity: {
      ...entry.sparsity,
      a: { ...entry.sparsity.a, ...sweep },
      b: { ...entry.sparsity.b, ...sweep },
      cross: {
        ...{ cka: none, gain: none, gainInterval: none, counts: none.map(() => false) },
        ...{ why: none.map(() => "no predictions"), scores: {}, largestGain: null },
      },
      ...{ robustness: null, robustnessAlive: { score: null, interval: null } },
    },
    triangle: { static: null, functional: null, sparsity: null },
    vertices: {
      static: { ...nothing, kind: "cka" },
      functional: { ...nothing, kind: "predictive" },
      sparsity: { ...nothing, kind: "robustness" },
    },
    examples: null,
    reasons: {
      static: "a is constant",
      functional: "different class sets",
      sparsity: "no level above 0",
      examples: "constant",
    },
  };
}

/** The fixture with a name put wherever a result carries foreign text. */
export function named(name: string): CompareResult {
  const result = compareResult();
  const model = { ...result.models.a, name, preprocess: { source: name, config: { [name]: name } }, sha256: name };
  return {
    ...result,
    models: { a: { ...model, pooling: { [name]: name } }, b: model },
    data: result.data.map((entry) => renamed(entry, name)),
    warnings: [name],
    provenance: {
      ...result.provenance,
      trisim: name,
      runtime: name,
      node: name,
      startedAt: name,
      options: { [name]: name },
    },
  };
}

function renamed(entry: DataEntry, name: string): DataEntry {
  const { layers, plan } = entry.static;
  const representation: object = {
    ...entry.static.representation,
    a: name,
    b: name,
    [name]: entry.static.representation.cka,
  };
  return {
    ...entry,
    name,
    sampleHash: name,
    static: {
      representation: representation as StaticSide["representation"],
      plan: {
        representation: { ...plan.representation, why: name, engine: name },
        layers: { ...plan.layers, why: name },
      },
      layers: { ...layers, a: layers.a.map((layer) => name + layer), b: layers.b.map((layer) => name + layer) },
    },
    functional: {
      ...entry.functional,
      classNames: entry.functional.classNames?.map(() => name) ?? null,
      disputed: entry.functional.disputed?.map((example) => renamedExample(example, name)) ?? null,
    },
    sparsity: {
      ...entry.sparsity,
      cross: { ...entry.sparsity.cross, why: entry.sparsity.cross.why.map((why) => why && name) },
    },
    examples: entry.examples?.map((example) => ({ ...example, id: name, why: name })) ?? null,
    reasons: { ...Object.fromEntries(Object.keys(entry.reasons).map((path) => [path, name])), [name]: name },
  };
}

function renamedExample({ a, b, label, ...example }: DisputedEntry, name: string): DisputedEntry {
  return { ...example, id: name, a: { ...a, name }, b: { ...b, name }, label: label && { ...label, name } };
}
