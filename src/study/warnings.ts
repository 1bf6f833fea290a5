import type { Dataset } from "../data/dataset.js";
import { leftOutWarning } from "../data/image-warnings.js";
import { planWarning } from "../measures/cka-plan.js";
import type { Model } from "../runtime/open-model.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { UsableLabels } from "../sides/functional/usable-labels.js";
import type { Both } from "./pair.js";
import type { DataEntry } from "./results.js";
import type { Settings } from "./settings.js";
import type { Store } from "./store.js";

/** Float arrays are fed as they are: what is assumed of stored bytes does not concern them. */
export function preprocessWarnings({ a, b }: Both<Model>, datasets: readonly (Dataset | null)[]): readonly string[] {
  if (areFedAsTheyAre(datasets)) return [];
  return [a, b].flatMap(({ preprocess: { warning } }) => (warning === null ? [] : [warning]));
}

/** Whether of no data stored bytes are preprocessed. */
export function areFedAsTheyAre(datasets: readonly (Dataset | null)[]): boolean {
  return datasets.every((dataset) => dataset === null || dataset.images.kind === "float32");
}

/** Images that were left out, because they cannot be decoded. */
export function dataWarnings(datasets: readonly (Dataset | null)[]): readonly string[] {
  return datasets.flatMap((dataset) => (dataset === null ? [] : (leftOutWarning(dataset) ?? [])));
}

/** What was done to texts; and one text tower for two image towers is right where they were trained with it, and seldom elsewhere. */
export function textWarnings({ a, b }: Both<TappedModel>): readonly string[] {
  const notes = [...(a.head?.notes ?? []), ...(b.head?.notes ?? [])];
  const [left, right] = [a.head?.source.texts, b.head?.source.texts];
  if (left === undefined || left !== right || a.model.sha256 === b.model.sha256) return notes;
  return [
    ...notes,
    `${left} makes the texts of both ${a.model.name} and ${b.model.name}; --text A.onnx,B.onnx gives each its own`,
  ];
}

/** Images that were given to calibrate with although nothing was. */
export function calibrationWarnings(given: string | undefined, read: Dataset | null): readonly string[] {
  if (given === undefined || read !== null) return [];
  return [`${given} is not read: no units are matched by activations and nothing is repaired`];
}

/** What a store could not give back. */
export function storeWarnings({ damaged }: Store): readonly string[] {
  return damaged.map(damagedWarning);
}

export function damagedWarning(path: string): string {
  return `${path} was damaged: what it held was computed again`;
}

/**
 * What labels had to be taken for, and where they are no classes of a model.
 *
 * @param probe - whether a probe was asked for, which needs no such classes.
 */
export function labelWarnings(all: readonly UsableLabels[], probe: boolean): readonly string[] {
  return all
    .flatMap(({ assumption, misfit = null }) => [assumption, probe ? null : misfit])
    .flatMap((said) => said ?? []);
}

/**
 * Where probabilities could not be made right on average although that was asked for.
 *
 * @param models - their names.
 */
export function temperatureWarnings(
  { name, reasons }: Pick<DataEntry, "name" | "reasons">,
  models: Both<string>,
  { calibrateTemperature }: Pick<Settings, "calibrateTemperature">,
): readonly string[] {
  if (!calibrateTemperature) return [];
  const why = reasons["functional.temperature"];
  if (why !== undefined) return [`no temperatures are calibrated on ${name}: ${why}`];
  return (["a", "b"] as const).flatMap((side) => {
    const reason = reasons[`functional.temperature.${side}`];
    return reason === undefined
      ? []
      : [
          `no temperature of ${models[side]} is calibrated on ${name}, and JSD is of probabilities as they are: ${reason}`,
        ];
  });
}

/** Where a path between the weights may not be the one that connectivity is of. */
export function pathWarnings({ name, reasons }: Pick<DataEntry, "name" | "reasons">): readonly string[] {
  const leftOut = reasons["functional.connectivity.lmcCurve"];
  return leftOut === undefined ? [] : [`${name}: ${leftOut}`];
}

/** Where CKA is an estimate, lost digits, or took more memory than allowed. */
export function planWarnings({ name, static: { plan } }: DataEntry): readonly string[] {
  return [
    planWarning(`${name}: CKA of the penultimate layers`, plan.representation),
    planWarning(`${name}: CKA of the layer map`, plan.layers),
  ].flatMap((warning) => warning ?? []);
}
