import type { StoreKey } from "../store.js";

/** What every piece of work of a study has. */
interface Common {
  /** The name of its result in the store: a hash of the key. */
  readonly id: string;
  /** All that its result hangs on. */
  readonly key: StoreKey;
  /** The tasks whose results it takes. */
  readonly needs: readonly string[];
  /** Images that it runs. */
  readonly images: number;
}

/** A network as it is over one data set: layers, logits. */
export interface DenseTask extends Common {
  readonly kind: "dense";
  readonly model: number;
  readonly data: number;
}

/** A linear classifier on its penultimate layer. */
export interface ProbeTask extends Common {
  readonly kind: "probe";
  readonly model: number;
  readonly data: number;
}

/** A network pruned at one level over one data set, beside its dense self. */
export interface PrunedTask extends Common {
  readonly kind: "pruned";
  readonly model: number;
  readonly data: number;
  readonly level: number;
}

/** The networks between two of the same parameters. */
export interface ConnectionTask extends Common {
  readonly kind: "connection";
  readonly a: number;
  readonly b: number;
  /** The data sets it is evaluated on. */
  readonly on: readonly number[];
}

/** How two models act on one data set, and what is measured of the pair besides CKA. */
export interface PairTask extends Common {
  readonly kind: "pair";
  readonly a: number;
  readonly b: number;
  readonly data: number;
  /** The id of the connection, or why there is none. */
  readonly connection: { readonly id: string } | { readonly reason: string };
  /** Why the two are not pruned, which one of them cannot be; `null` where they are. */
  readonly unpruned: string | null;
}

/** Debiased CKA of the layers of all models with each other, on one data set. */
export interface LayersTask extends Common {
  readonly kind: "layers";
  readonly models: readonly number[];
  readonly data: number;
}

/** Debiased CKA of the penultimate layers of all models with each other, all pruned to one level, on one data set. */
export interface PenultimatesTask extends Common {
  readonly kind: "penultimates";
  readonly models: readonly number[];
  readonly data: number;
  readonly level: number;
}

/** One piece of work of a study: plain data, so that it can be sent to another machine. Models and data sets by their places. */
export type Task = DenseTask | ProbeTask | PrunedTask | ConnectionTask | PairTask | LayersTask | PenultimatesTask;

/** The models that a task runs or compares. */
export function modelsOf(task: Task): readonly number[] {
  if ("models" in task) return task.models;
  return "model" in task ? [task.model] : [task.a, task.b];
}
