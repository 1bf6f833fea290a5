import { checkEvidence } from "../findings/check-evidence.js";
import type { Evidence, ModelEvidence } from "../findings/evidence.js";
import { countedData, type Qualities, qualities } from "./criteria.js";
import { type SharedOrigin, sharedOrigin } from "./shared-origin.js";

/** A model beside the one to be replaced. */
export interface Alike {
  readonly model: string;
  readonly family: string;
  /** Calibrated static similarity, mean over the in-distribution data sets; 0 at chance's .95 quantile, 1 for the same. */
  readonly similarity: number;
  readonly parameters: number | null;
  /** Its parameters over those of the one to be replaced. */
  readonly size: number | null;
  readonly accuracy: number | null;
  /** Its accuracy less that of the one to be replaced. */
  readonly accuracyChange: number | null;
  /** Why the two are alike from the start, should they be. */
  readonly origin: SharedOrigin | null;
}

/** Models that could stand in for one. */
export interface Alikes {
  readonly like: string;
  readonly smaller: boolean;
  /** The most alike first. */
  readonly models: readonly Alike[];
  /** Those that were left out for something that is not known of them. */
  readonly leftOut: readonly { readonly model: string; readonly why: string }[];
}

/**
 * The models most alike to one of a study.
 *
 * @param like - its name.
 * @param smaller - whether only models with fewer parameters count.
 * @throws RangeError where the study has no such model, or nothing is known of it.
 */
export function alike(evidence: Evidence, like: string, smaller: boolean): Alikes {
  checkEvidence(evidence);
  const { models } = evidence;
  const at = placeOf(models, like, smaller);
  const others = models.flatMap((_, i) => (i === at ? [] : [{ i, why: unusable(evidence, at, i, smaller) }]));
  const known = qualities(evidence);
  const size = models[at]?.parameters ?? null;
  const found = others
    .flatMap(({ i, why }) => (why === null ? [alikeOf(evidence, known, at, i)] : []))
    .filter(({ parameters }) => !smaller || (parameters !== null && size !== null && parameters < size));
  return {
    like,
    smaller,
    models: found.sort((one, other) => other.similarity - one.similarity),
    leftOut: others.flatMap(({ i, why }) => (why === null ? [] : [{ model: models[i]?.name ?? "", why }])),
  };
}

function placeOf(models: readonly ModelEvidence[], like: string, smaller: boolean): number {
  const at = models.findIndex(({ name }) => name === like);
  const own = models[at];
  if (own === undefined) {
    const names = models.map(({ name }) => name).join(", ");
    throw new RangeError(`there is no model ${like} in the study; those there are: ${names}`);
  }
  if (own.failure !== null) throw new RangeError(`nothing is known of ${like}: it failed (${own.failure})`);
  if (smaller && own.parameters === null)
    throw new RangeError(`the parameters of ${like} are not known, so that no model is known to be smaller`);
  return at;
}

function alikeOf(evidence: Evidence, known: readonly Qualities[], at: number, i: number): Alike {
  const { models } = evidence;
  const [own, model] = [models[at], models[i]];
  if (own === undefined || model === undefined) throw new RangeError(`alike: there is no model ${at} or ${i}`);
  const { name, family, parameters } = model;
  const [accuracy, before] = [known[i]?.accuracy ?? null, known[at]?.accuracy ?? null];
  return {
    model: name,
    family,
    similarity: similarityOf(evidence, at, i) ?? Number.NaN,
    parameters,
    size: parameters === null || own.parameters === null ? null : parameters / own.parameters,
    accuracy,
    accuracyChange: accuracy === null || before === null ? null : accuracy - before,
    origin: sharedOrigin(own, model, models),
  };
}

function unusable(evidence: Evidence, at: number, i: number, smaller: boolean): string | null {
  const model = evidence.models[i];
  if (model === undefined || model.failure !== null) return `failed: ${model?.failure}`;
  if (smaller && model.parameters === null) return "how large it is is not known";
  return similarityOf(evidence, at, i) === null ? "no calibrated similarity on every data set that counts" : null;
}

function similarityOf({ data }: Evidence, at: number, i: number): number | null {
  const values = countedData(data).map(
    ({ static: { calibrated } }) => calibrated[Math.min(at, i)]?.[Math.max(at, i)] ?? null,
  );
  if (values.length === 0 || values.includes(null)) return null;
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
}
