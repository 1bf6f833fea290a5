import type { Dataset } from "../data/dataset.js";
import { ckaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import type { Engine } from "../runtime/engine.js";
import { MatrixThread } from "../runtime/matrix-thread.js";
import { nodeEngine } from "../runtime/node-engine.js";
import { tapModel } from "../runtime/tapped-model.js";
import type { LabelRule } from "../sides/functional/label-rule.js";
import type { ModelPredictions } from "../sides/functional/predictive-pair.js";
import { usableLabels } from "../sides/functional/usable-labels.js";
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
import { checkSavedOptions, type Opened, openOne, sameSamples, samplesOf, savedOf, whyNeither } from "./saved-pair.js";
import { type SeenModel, seenRun, seenSaved } from "./seen-model.js";
import { type Settings, settingsOf } from "./settings.js";
import { textHead } from "./text-heads.js";
import { dataWarnings, labelWarnings, planWarnings, preprocessWarnings, temperatureWarnings } from "./warnings.js";

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
  const opened = {
    a: await openOne(a, options.preprocess?.a, options),
    b: await openOne(b, options.preprocess?.b, options),
  };
  const saved = { a: savedOf(opened.a), b: savedOf(opened.b) };
  checkSavedOptions(options, settings, saved);
  const rules = await labelRules(options);
  const dataset = await samplesOf(options, saved);
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
