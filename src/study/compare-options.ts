import type { TextSource } from "../data/text-source.js";
import type { PoolingChoice } from "../onnx/pooling.js";
import type { PruningMethodName } from "../onnx/pruning/methods.js";

/** How far a comparison has come. */
export interface Progress {
  /**
   * Images evaluated so far and in all, over both models, all data sets, pruning levels and points of the path; before that,
   * while a model is downloaded, bytes of the file that `what` names.
   */
  readonly done: number;
  readonly total: number;
  /** What is being done now, in a few words. */
  readonly what: string;
}

/** Texts for every image tower, and for a single model, whose own count more. */
export interface TextsOfModels {
  readonly every?: TextSource | undefined;
  readonly a?: TextSource | undefined;
  readonly b?: TextSource | undefined;
}

/** What to compare two models on, and how. Everything but `data` has a default. */
export interface CompareOptions {
  /** The in-distribution data set, as `kind:path`; only where both sides are saved activations it may be left out. */
  readonly data?: string | undefined;
  /** An out-of-distribution data set. */
  readonly ood?: string | undefined;
  /** Measures of the two penultimate layers; `cka` is always among them. */
  readonly measures?: readonly string[] | undefined;
  /** Layers of the map: `auto`, tensor names or globs, a list for each model. */
  readonly layers?: { readonly a: readonly string[]; readonly b: readonly string[] } | undefined;
  /** How token tensors (or, for max and flatten, all tensors) become one row an example. */
  readonly pool?: PoolingChoice | undefined;
  /** Sparsity levels in [0, 1); 0 is added. */
  readonly levels?: readonly number[] | undefined;
  /** How weights are removed; `global` unless given. */
  readonly prune?: PruningMethodName | undefined;
  /** Whether the classifier's head is left as it is. */
  readonly keepHead?: boolean | undefined;
  /** Whether `nm` leaves weights dense whose input axis four does not divide; else they are an error. */
  readonly leaveDense?: boolean | undefined;
  /** Measures of each layer with itself pruned, and of the two pruned penultimate layers; `cka` is always among them. */
  readonly sweepMeasures?: readonly string[] | undefined;
  /** A folder where finished pruning levels are kept; a run that was cut short goes on from there. */
  readonly store?: string | undefined;
  /** Whether what is there is made anew. */
  readonly fresh?: boolean | undefined;
  /** The paths between the weights of two networks of one architecture: `naive`, the straight line; also once B is `aligned`; and that `repaired`, which it is unless given. */
  readonly connect?: "none" | "naive" | "aligned" | "repaired" | undefined;
  /** What B's units are brought into A's order by; `activations` unless given. */
  readonly align?: "weights" | "activations" | undefined;
  /** Images to align and repair with, as `kind:path`; else a seeded fifth of the data, at most 300, which is not evaluated then. */
  readonly calibration?: string | undefined;
  /** Points of the path, both ends included, an odd number from 3 to 101; 11 unless given. */
  readonly points?: number | undefined;
  /** Only so many examples of each data set, its first, or as many of each class where it is sorted by class, are evaluated along the path. */
  readonly connectLimit?: number | undefined;
  /** Whether a linear probe is fitted on each penultimate layer, on one half of the images, and evaluated on the other. */
  readonly probe?: boolean | undefined;
  /** Whether the models' probabilities are also compared after temperatures made them right on average. */
  readonly calibrateTemperature?: boolean | undefined;
  /** Preprocessing files, else those beside the models. */
  readonly preprocess?: { readonly a: string; readonly b: string } | undefined;
  /** JSON files `{ class of the data: class of the model }`, names or numbers, where the two differ. */
  readonly labelMap?: { readonly a: string; readonly b: string } | undefined;
  /** The class of the model is the label plus this: 1 for a model whose class 0 is the background. */
  readonly labelOffset?: { readonly a: number; readonly b: number } | undefined;
  /** What makes zero-shot classifiers of image towers, of every one or of a single model; embedded ones bring their own. */
  readonly texts?: TextsOfModels | undefined;
  /** Only so many examples: as many of each class, of data without labels the first. */
  readonly limit?: number | undefined;
  /** Whether images that cannot be decoded are left out, and named in the warnings; else the first ends the comparison. */
  readonly skipCorrupt?: boolean | undefined;
  /** Images a run. */
  readonly batch?: number | undefined;
  /** Cores a run may use. */
  readonly threads?: number | undefined;
  /** Bytes that measuring may take beyond models and representations; 1e9 unless given. */
  readonly memory?: number | undefined;
  readonly seed?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
