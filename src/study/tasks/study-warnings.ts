import { basename } from "node:path";
import { planWarning } from "../../measures/cka-plan.js";
import { sharedImages } from "../calibration.js";
import { modelsOf } from "../plan/task.js";
import type { StudyPair, StudyPairOnData } from "../results/study.js";
import { entryName } from "../store.js";
import {
  areFedAsTheyAre,
  calibrationWarnings,
  damagedWarning,
  dataWarnings,
  labelWarnings,
  pathWarnings,
  temperatureWarnings,
} from "../warnings.js";
import type { Done } from "./done.js";
import { labelsUpTo } from "./model-answers.js";
import type { ModelFacts } from "./model-facts.js";
import type { StudyContext } from "./study-context.js";

/** What had to be taken for granted, and what is left out. */
export interface StudyWarnings {
  /** Of each model. */
  readonly models: readonly (readonly string[])[];
  /** Of the data, and of all models together. */
  readonly common: readonly string[];
  /** Of some models together. */
  readonly some: readonly Shared[];
}

/** A warning that concerns some models, by their places. */
interface Shared {
  readonly models: readonly number[];
  readonly warning: string;
}

/** All that a study has to say, each once. */
export function allWarnings({ models, common, some }: StudyWarnings): readonly string[] {
  return [...new Set([...models.flat(), ...common, ...some.map(({ warning }) => warning)])];
}

/** What of it concerns the comparison of two models; what is of more models besides is told of the study alone. */
export function pairWarnings({ models, common, some }: StudyWarnings, a: number, b: number): readonly string[] {
  const shared = some.filter((one) => one.models.every((place) => place === a || place === b));
  const own = [...(models[a] ?? []), ...(models[b] ?? [])];
  return [...new Set([...own, ...common, ...shared.map(({ warning }) => warning)])];
}

/**
 * @param failures - why models are left out; `null` of those that are not.
 * @param pairs - what was found of every two.
 */
export async function studyWarnings(
  done: Done,
  failures: readonly (string | null)[],
  pairs: readonly StudyPair[],
): Promise<StudyWarnings> {
  const { context } = done.prepared;
  const models: (readonly string[])[] = [];
  for (const [place, { name }] of context.models.entries()) {
    const failure = failures[place] ?? null;
    models.push(failure === null ? await modelWarnings(done, place, pairs) : [`${name} is left out: ${failure}`]);
  }
  const common = [
    ...sameDataWarnings(done),
    ...dataWarnings([...context.datasets, context.calibration]),
    ...(await calibratedWarnings(done, pairs)),
    ...(await mapWarnings(done)),
  ];
  return {
    models,
    common,
    some: [...betweenWarnings(done, pairs), ...twiceWarnings(done), ...damageWarnings(done)],
  };
}

async function modelWarnings(
  { prepared, values }: Done,
  place: number,
  pairs: readonly StudyPair[],
): Promise<readonly string[]> {
  const { context, facts } = prepared;
  const alone = values.ofStore();
  const known = facts[place];
  if (known === undefined || "failure" in known) return [];
  const name = context.models[place]?.name;
  const isCalibrated =
    prunesWithImages(known, context) ||
    pairs.some(({ a, b, data }) => (a === name || b === name) && data.some(walksWithImages));
  const isRaw = areFedAsTheyAre([...context.datasets, isCalibrated ? context.calibration : null]);
  const warnings = known.warning === null || isRaw ? [] : [known.warning];
  // That saved activations are not pruned is nothing to warn of.
  if (known.runs && known.unpruned !== null) warnings.push(known.unpruned);
  for (const d of context.datasets.keys()) {
    const usable = (await labelsUpTo(place, d, context, alone))[d];
    if (usable !== undefined) warnings.push(...labelWarnings([usable], context.settings.probe));
    warnings.push(...(await alone.dense(place, d)).notes, ...((await alone.pruned(place, d))[0]?.notes ?? []));
  }
  return warnings;
}

/** Images to calibrate with that are evaluated too, or that nothing needs. */
async function calibratedWarnings(
  { file, prepared: { context, facts, plan } }: Done,
  pairs: readonly StudyPair[],
): Promise<readonly string[]> {
  const { calibration, datasets } = context;
  const walk = pairs.some(({ data }) => data.some(walksWithImages));
  const prune = facts.some((one) => !("failure" in one) && prunesWithImages(one, context));
  const walked = plan.tasks.flatMap((task) => (task.kind === "connection" ? task.on : []));
  const evaluated = [...new Set(walked)].flatMap((d) => datasets[d] ?? []);
  return [
    ...(await sharedImages(walk ? calibration : null, evaluated)),
    ...calibrationWarnings(file.calibration, walk || prune ? calibration : null),
  ];
}

/** Whether units were matched or anything was repaired with images to calibrate with. */
function walksWithImages({ functional: { connectivity } }: StudyPairOnData): boolean {
  return (connectivity?.nCalibration ?? 0) > 0;
}

function prunesWithImages({ unpruned }: ModelFacts, { settings }: StudyContext): boolean {
  return settings.prune === "wanda" && unpruned === null;
}

/** Where CKA is an estimate, lost digits, or took more memory than allowed. */
async function mapWarnings({ prepared: { context }, values }: Done): Promise<readonly string[]> {
  const alone = values.ofStore();
  const warnings: (string | null)[] = [];
  for (const [d, { name }] of context.datasets.entries()) {
    const [penultimates] = await alone.penultimates(d);
    const layers = await alone.layers(d);
    if (penultimates !== undefined)
      warnings.push(planWarning(`${name}: CKA of the penultimate layers`, penultimates.plan));
    warnings.push(planWarning(`${name}: CKA of the layer maps`, layers.plan));
  }
  return warnings.flatMap((warning) => warning ?? []);
}

/** Of two models: where their comparison failed, their probabilities could not be made right on average, a path was left out. */
function betweenWarnings({ prepared: { context, facts } }: Done, pairs: readonly StudyPair[]): readonly Shared[] {
  const place = (name: string) => context.models.findIndex((model) => model.name === name);
  const isLeftOut = (name: string) => "failure" in (facts[place(name)] ?? {});
  return pairs.flatMap(({ a, b, data, failure }) => {
    const alone = failure !== null && !isLeftOut(a) && !isLeftOut(b);
    const warnings = [
      ...(alone ? [`${a} and ${b} are not compared: ${failure}`] : []),
      ...data.flatMap((entry) => temperatureWarnings(entry, { a, b }, context.settings)),
      ...data.flatMap((entry) => pathWarnings(entry)).map((warning) => `${a} and ${b} on ${warning}`),
    ];
    return warnings.map((warning) => ({ models: [place(a), place(b)], warning }));
  });
}

/** One network under two names, which counts once. */
function twiceWarnings({ file, prepared: { context, facts } }: Done): readonly Shared[] {
  const nameOf = (place: number) => context.models[place]?.name ?? "";
  return facts.flatMap((one, place) => {
    if ("failure" in one) return [];
    const before = facts.findIndex((other) => "sha256" in other && other.sha256 === one.sha256);
    if (before === place || file.models[place]?.fork !== undefined) return [];
    const first = nameOf(before);
    const warning = `${first} and ${nameOf(place)} are the same file, and count as one model in every test`;
    return [{ models: [before, place], warning }];
  });
}

/** What the store could not give back, with the models that it is of; all of them where no task is known by that name. */
function damageWarnings({ prepared: { context, plan, store } }: Done): readonly Shared[] {
  const tasks = new Map(plan.tasks.map((task) => [entryName(task.id), task]));
  return store.damaged.map((path) => {
    const task = tasks.get(basename(path));
    return { models: task === undefined ? [...context.models.keys()] : modelsOf(task), warning: damagedWarning(path) };
  });
}

/** One data set under two names, which every claim about all data sets would count twice. */
function sameDataWarnings({ prepared: { context, hashes } }: Done): readonly string[] {
  return context.datasets.flatMap(({ name }, d) => {
    const before = hashes.indexOf(hashes[d] ?? "");
    if (before === d) return [];
    const first = context.datasets[before]?.name;
    return [`${first} and ${name} hold the same examples, to the byte: what is found on one is found on both`];
  });
}
