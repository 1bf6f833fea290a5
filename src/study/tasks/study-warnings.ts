import { estimateWarning } from "../../measures/cka-plan.js";
import { sharedImages } from "../calibration.js";
import { calibrationWarnings, dataWarnings, labelWarnings, storeWarnings } from "../warnings.js";
import { labelsUpTo } from "./model-answers.js";
import type { Done } from "./study-outcome.js";

/** What had to be taken for granted, and what is left out. */
export interface StudyWarnings {
  /** Of each model. */
  readonly models: readonly (readonly string[])[];
  /** Of the data, and of all models together. */
  readonly common: readonly string[];
}

export async function studyWarnings(done: Done, failures: readonly (string | null)[]): Promise<StudyWarnings> {
  const { context, store } = done.prepared;
  const models: (readonly string[])[] = [];
  for (const [place, { name }] of context.models.entries()) {
    const failure = failures[place] ?? null;
    models.push(failure === null ? await modelWarnings(done, place) : [`${name} is left out: ${failure}`]);
  }
  const common = [
    ...twiceWarnings(done),
    ...sameDataWarnings(done),
    ...dataWarnings([...context.datasets, context.calibration]),
    ...(await calibratedWarnings(done)),
    ...(await mapWarnings(done)),
    ...storeWarnings(store),
  ];
  return { models, common };
}

async function modelWarnings({ prepared, values }: Done, place: number): Promise<readonly string[]> {
  const { context, facts } = prepared;
  const alone = values.ofStore();
  const known = facts[place];
  const isRaw = context.datasets.every(({ images }) => images.kind === "float32");
  if (known === undefined || "failure" in known) return [];
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
async function calibratedWarnings({ file, prepared: { context, plan } }: Done): Promise<readonly string[]> {
  const { connect, prune } = context.settings;
  const isForPaths = connect === "aligned" || connect === "repaired";
  const { calibration, datasets } = context;
  const walked = plan.tasks.flatMap((task) => (task.kind === "connection" ? task.on : []));
  const evaluated = [...new Set(walked)].flatMap((d) => datasets[d] ?? []);
  return [
    ...(await sharedImages(isForPaths ? calibration : null, evaluated)),
    ...(prune === "wanda"
      ? []
      : calibrationWarnings(file.calibration, { calibration: isForPaths ? calibration : null })),
  ];
}

/** Where CKA is an estimate, since its exact routes do not fit the memory. */
async function mapWarnings({ prepared: { context }, values }: Done): Promise<readonly string[]> {
  const alone = values.ofStore();
  const warnings: (string | null)[] = [];
  for (const [d, { name }] of context.datasets.entries()) {
    const [penultimates] = await alone.penultimates(d);
    const layers = await alone.layers(d);
    if (penultimates !== undefined)
      warnings.push(estimateWarning(`${name}: CKA of the penultimate layers`, penultimates.plan));
    warnings.push(estimateWarning(`${name}: CKA of the layer maps`, layers.plan));
  }
  return warnings.flatMap((warning) => warning ?? []);
}

/** One network under two names, which counts once. */
function twiceWarnings({ file, prepared: { context, facts } }: Done): readonly string[] {
  const nameOf = (place: number) => context.models[place]?.name ?? "";
  return facts.flatMap((one, place) => {
    if ("failure" in one) return [];
    const before = facts.findIndex((other) => "sha256" in other && other.sha256 === one.sha256);
    if (before === place || file.models[place]?.fork !== undefined) return [];
    const first = nameOf(before);
    return [`${first} and ${nameOf(place)} are the same file, and count as one model in every test`];
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
