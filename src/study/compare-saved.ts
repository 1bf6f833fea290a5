import { isArrayFile } from "../data/array-file.js";
import type { Dataset } from "../data/dataset.js";
import { openDataset } from "../data/open-dataset.js";
import { onTrust, refuseOtherCount, refuseOtherSamples } from "../data/same-samples.js";
import { openSavedActivations, type SavedActivations } from "../data/saved-activations.js";
import { ckaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import type { Engine } from "../runtime/engine.js";
import { MatrixThread } from "../runtime/matrix-thread.js";
import { nodeEngine } from "../runtime/node-engine.js";
import { type Model, openModel } from "../runtime/open-model.js";
import { tapModel } from "../runtime/tapped-model.js";
import type { LabelRule } from "../sides/functional/label-rule.js";
import type { ModelPredictions } from "../sides/functional/predictive-pair.js";
import { usableLabels } from "../sides/functional/usable-labels.js";
import { checkCount } from "./check-count.js";
import type { CompareOptions } from "./compare-options.js";
import { dataEntry, type NamedLayers } from "./data-entry.js";
import { type LabelRules, labelRules } from "./labels.js";
import { measurePair } from "./measure-pair.js";
import { modelActing } from "./model-acting.js";
import type { Measuring } from "./model-level.js";
import type { Both } from "./pair.js";
import { ProgressCount } from "./progress-count.js";
import { provenance } from "./provenance.js";
import { type CompareResult, compareResultSchema, type DataEntry, SCHEMA } from "./results.js";
import { savedDataset } from "./saved-dataset.js";
import { type SeenModel, seenRun, seenSaved, whySaved } from "./seen-model.js";
import { type Settings, settingsOf } from "./settings.js";
import { textHead } from "./text-heads.js";
import { dataWarnings, labelWarnings, planWarnings, preprocessWarnings, temperatureWarnings } from "./warnings.js";

/** A network, or activations in its place. */
type Opened = { readonly model: Model } | { readonly saved: SavedActivations };

/**
 * Compares two of which one or both are saved activations: how alike they represent and, where both have logits, how alike
 * they act. What needs a model is `null`.
 *
 * The data set, which may be left out where both are saved, says whether the examples are the same, and has the labels.
 *
 * @throws RangeError for options that need models; TrisimError "mismatch" where the examples are others.
 */
export async function compareSaved(a: string, b: string, options: CompareOptions): Promise<CompareResult> {
  const startedAt = new Date();
  const settings = settingsOf(options);
  const opened = { a: await open(a, options.preprocess?.a), b: await open(b, options.preprocess?.b) };
  const saved = { a: savedOf(opened.a), b: savedOf(opened.b) };
  checkOptions(options, settings, saved);
  const rules = await labelRules(options);
  const dataset = await datasetOf(options, saved);
  const engine = nodeEngine(settings.threads);
  const threads = {
    compute: new ComputeThread(options.signal),
    matrices: new MatrixThread(settings.threads, options.signal),
  };
  try {
    const trust = sameSamples(saved, options.data === undefined ? null : dataset);
    const sides = await bothSides(engine, opened, dataset, { options, settings, rules });
    const entry = await entryOf(threads, dataset, sides, whyNeither(saved), settings);
    const models = [opened.a, opened.b].flatMap((one) => ("model" in one ? [one.model] : []));
    return compareResultSchema.parse({
      schema: SCHEMA,
      models: { a: sides.a.seen.entry, b: sides.b.seen.entry },
      data: [entry],
      warnings: [
        ...new Set([
          ...models.flatMap((model) => preprocessWarnings({ a: model, b: model }, [dataset])),
          ...dataWarnings([dataset]),
          ...trust,
          ...sides.a.notes,
          ...sides.b.notes,
          ...planWarnings(entry),
          ...temperatureWarnings(entry, { a: sides.a.seen.entry.name, b: sides.b.seen.entry.name }, settings),
        ]),
      ],
      provenance: provenance(engine.name, settings, options, startedAt),
    });
  } finally {
    await threads.compute.close();
    await threads.matrices.close();
    await engine.close();
    await dataset.close();
  }
}

async function open(spec: string, preprocess: string | undefined): Promise<Opened> {
  if (isArrayFile(spec)) return { saved: await openSavedActivations(spec) };
  return { model: await openModel(spec, preprocess) };
}

function savedOf(opened: Opened): SavedActivations | null {
  return "saved" in opened ? opened.saved : null;
}

/** Why the two are neither pruned nor walked between. */
function whyNeither({ a, b }: Both<SavedActivations | null>): string {
  return whySaved(...[a, b].flatMap((saved) => (saved === null ? [] : [saved.name])));
}

/** Options that would have no effect are misuse. */
function checkOptions(options: CompareOptions, { layers }: Settings, saved: Both<SavedActivations | null>): void {
  const why = whyNeither(saved);
  for (const option of ["ood", "probe", "calibration"] as const)
    if (options[option] !== undefined && options[option] !== false) throw new RangeError(`${option}: ${why}`);
  for (const side of ["a", "b"] as const) {
    const { name } = saved[side] ?? {};
    if (name !== undefined && layers[side].some((layer) => layer !== "auto"))
      throw new RangeError(
        `layers: all arrays of ${name} are taken; give auto for it, as in "NAMES;auto", or FILE#name`,
      );
  }
}

async function datasetOf(
  { data, limit, skipCorrupt, signal }: CompareOptions,
  { a, b }: Both<SavedActivations | null>,
): Promise<Dataset> {
  const dataset = data === undefined ? null : await openDataset(data, { limit, skipCorrupt, signal });
  if (dataset === null && (a === null || b === null))
    throw new RangeError("data: a model needs the images that the activations are of; give --data");
  try {
    const examples = dataset ?? a;
    for (const saved of [a, b]) if (saved !== null && examples !== null) refuseOtherCount(saved, examples);
    const of = dataset ?? (a && b && savedDataset(a, b));
    if (of === null) throw new RangeError("compareSaved: there are no examples");
    checkCount(of);
    return of;
  } catch (error) {
    await dataset?.close();
    throw error;
  }
}

/** Refuses other examples, and says what is taken on trust. */
function sameSamples({ a, b }: Both<SavedActivations | null>, dataset: Dataset | null): readonly string[] {
  const known = [a, b, dataset].filter((one) => one !== null);
  for (const [i, one] of known.entries()) for (const other of known.slice(i + 1)) refuseOtherSamples(one, other);
  return onTrust(...known);
}

/** What both sides are made with. */
interface Making {
  readonly options: CompareOptions;
  readonly settings: Settings;
  readonly rules: LabelRules;
}

async function bothSides(
  engine: Engine,
  opened: Both<Opened>,
  dataset: Dataset,
  { options, settings, rules }: Making,
): Promise<Both<Side>> {
  const runs = [opened.a, opened.b].filter((one) => "model" in one).length;
  const progress = new ProgressCount(options.onProgress, runs * dataset.n);
  const run = { batch: options.batch, signal: options.signal, onExamples: (count: number) => progress.add(count) };
  progress.now("evaluating the dense models");
  const seen = async (side: "a" | "b"): Promise<SeenModel> => {
    const one = opened[side];
    if ("saved" in one) return seenSaved(one.saved);
    const head = await textHead(engine, one.model, dataset, options.texts, side, options);
    const tapped = await tapModel(engine, one.model, dataset, settings.layers[side], settings.pool, head);
    return seenRun({ engine, run }, tapped, dataset);
  };
  const sides = {
    a: sideOf(await seen("a"), dataset, rules.a),
    b: sideOf(await seen("b"), dataset, rules.b),
  };
  progress.now("measuring the sides");
  return sides;
}

/** What one of the two gave, and how it acts. */
interface Side {
  readonly seen: SeenModel;
  readonly acts: ModelPredictions;
  /** What had to be done or assumed, to be said. */
  readonly notes: readonly string[];
}

function sideOf(seen: SeenModel, dataset: Dataset, rule: LabelRule | null): Side {
  const { classifier, dense } = seen;
  const usable = usableLabels(dataset, classifier, rule);
  const { own: acts } = modelActing({ classifier, response: dense, usable }, NO_PROBE);
  return { seen, acts, notes: [...labelWarnings([usable], false), ...seen.notes] };
}

const NO_PROBE = "not asked for";

async function entryOf(
  threads: Measuring,
  dataset: Dataset,
  { a, b }: Both<Side>,
  why: string,
  settings: Settings,
): Promise<DataEntry> {
  const dense = { a: a.seen.dense, b: b.seen.dense };
  const given = {
    dataset,
    dense,
    acting: { a: a.acts, b: b.acts, probe: NO_PROBE },
    connected: { connectivity: null, reason: why },
  };
  const measured = await measurePair(threads, given, settings);
  const last = [dense.a.penultimate, dense.b.penultimate] as const;
  const without = await threads.compute.run(ckaLeaveOneOut, "measures/cka-leave-one-out", ...last);
  const found = { dataset, role: "id" as const, ...measured, without, swept: { unpruned: why } };
  return dataEntry({ a: namedLayers(a.seen), b: namedLayers(b.seen) }, found, settings);
}

function namedLayers({ entry: { name }, layers, penultimate }: SeenModel): NamedLayers {
  return { name, layers, penultimate };
}
