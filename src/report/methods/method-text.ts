import type { ReferenceKey } from "./references.js";

/** A sentence of the methods, and what it rests on. */
export interface MethodSentence {
  readonly text: string;
  readonly cites: readonly ReferenceKey[];
}

const MEASURES = table({
  procrustes: { text: "orthogonal Procrustes similarity", cites: ["williams2021"] },
  angular: { text: "the angle of the Procrustes similarity", cites: ["williams2021"] },
  "cka-biased": { text: "biased linear CKA", cites: ["kornblith2019"] },
  "cka-rbf": { text: "CKA with an RBF kernel", cites: ["kornblith2019"] },
  "cka-minibatch": { text: "minibatch CKA", cites: ["nguyen2021"] },
  cca: { text: "mean canonical correlation", cites: ["raghu2017"] },
  svcca: { text: "SVCCA", cites: ["raghu2017"] },
  pwcca: { text: "PWCCA", cites: ["morcos2018"] },
  rsa: { text: "RSA", cites: ["kriegeskorte2008"] },
  knn: { text: "mutual k-NN overlap", cites: ["huh2024"] },
  cknna: { text: "CKNNA", cites: ["huh2024"] },
});

const PRUNING = table({
  global: { text: "by global magnitude", cites: ["han2015"] },
  layer: { text: "by magnitude within each layer", cites: ["han2015"] },
  random: { text: "at random, as a control", cites: [] },
  lamp: { text: "by LAMP scores", cites: ["lee2021"] },
  structured: { text: "by whole output channels of least L2 norm", cites: ["li2017"] },
  nm: { text: "by magnitude in the 2:4 pattern", cites: ["mishra2021"] },
  wanda: { text: "by magnitude times input norm (Wanda)", cites: ["sun2024"] },
});

/** Names come from results: those that objects have of themselves must not be found. */
function table(of: Readonly<Record<string, MethodSentence>>): ReadonlyMap<string, MethodSentence> {
  return new Map(Object.entries(of));
}

/** What was done, as far as the methods hang on it. */
export interface MethodFacts {
  readonly version: string;
  readonly runtime: string;
  readonly seed: number;
  readonly data: readonly { readonly name: string; readonly n: number; readonly role: "id" | "ood" }[];
  /** Measures of representations besides CKA. */
  readonly measures: readonly string[];
  readonly predictive: boolean;
  /** Examples that probes were fitted on and those that they read. */
  readonly probes: readonly { readonly nFitted: number; readonly n: number }[];
  /** How the paths between weights were made; null where none was walked. */
  readonly connectivity: { readonly points: number; readonly aligned: boolean; readonly repaired: boolean } | null;
  readonly pruning: { readonly method: string; readonly levels: readonly number[] };
  /** Of a study: how many models it has. */
  readonly models: number | null;
}

/** The methods as sentences for a paper: only what was done is said. */
export function methodText(facts: MethodFacts): readonly MethodSentence[] {
  return [
    opening(facts),
    {
      text: "Representations were compared by debiased linear CKA, whose mean under permutations of the examples is 0; p-values and thresholds come from the exact first three moments of that distribution, 95% intervals from a jackknife over the examples",
      cites: ["kornblith2019", "song2012", "szekely2014"],
    },
    ...otherMeasures(facts),
    ...functional(facts),
    ...pruned(facts),
    ...study(facts),
  ];
}

function opening({ version, runtime, seed, data, models }: MethodFacts): MethodSentence {
  const sets = data.map(({ name, n, role }) => `${name} (n = ${n}${role === "ood" ? ", out of distribution" : ""})`);
  const what = models === null ? "Two networks" : `${models} networks`;
  return {
    text: `${what} were compared from three sides, static, functional and sparsity, with trisim ${version} (${runtime}, seed ${seed}) on ${sets.join(" and ")}`,
    cites: ["triangle2026"],
  };
}

function otherMeasures({ measures }: MethodFacts): MethodSentence[] {
  const known = measures.flatMap((name) => MEASURES.get(name) ?? []);
  if (known.length === 0) return [];
  const cites = [...new Set(known.flatMap((measure) => measure.cites))];
  return [{ text: `Beside it stand ${known.map(({ text }) => text).join(", ")}`, cites }];
}

function functional({ predictive, probes, connectivity }: MethodFacts): MethodSentence[] {
  const predicted: MethodSentence = {
    text: "Predictions were compared by the mean Jensen–Shannon divergence of the class probabilities, by agreement, and by error consistency",
    cites: ["lin1991", "geirhos2020"],
  };
  return [
    ...(predictive ? [predicted] : []),
    ...probes.map(probed),
    ...(connectivity === null ? [] : [connected(connectivity)]),
  ];
}

function probed({ nFitted, n }: MethodFacts["probes"][number]): MethodSentence {
  return {
    text: `Where classes are not those that a network was trained on, a multinomial regression on its penultimate layer, fitted on ${nFitted} examples, predicted those of the other ${n}`,
    cites: [],
  };
}

function connected({ points, aligned, repaired }: NonNullable<MethodFacts["connectivity"]>): MethodSentence {
  const steps = [
    ...(aligned ? ["after their units were matched by permutation"] : []),
    ...(repaired ? ["with repaired activation statistics"] : []),
  ];
  return {
    text: `Linear mode connectivity was evaluated at ${points} points of the straight line between weights${steps.length > 0 ? `, also ${steps.join(" and ")}` : ""}; barriers are those of error and of loss`,
    cites: [
      ...(["frankle2020", "entezari2022"] as const),
      ...(aligned ? (["ainsworth2023"] as const) : []),
      ...(repaired ? (["jordan2023"] as const) : []),
    ],
  };
}

function pruned({ pruning: { method, levels } }: MethodFacts): MethodSentence[] {
  const above = levels.filter((level) => level > 0);
  if (above.length === 0) return [];
  const { text, cites } = PRUNING.get(method) ?? { text: `by the method ${method}`, cites: [] };
  return [
    {
      text: `Weights were pruned one-shot and without retraining ${text} at sparsity ${above.join(", ")}; a gain in similarity counts only where both networks keep half of their accuracy above chance and half of their effective rank`,
      cites: [...cites, "roy2007"],
    },
  ];
}

function study({ models }: MethodFacts): MethodSentence[] {
  if (models === null) return [];
  return [
    {
      text: "Networks were clustered by average linkage and mapped by classical scaling of their distances",
      cites: ["sokal1958", "torgerson1952"],
    },
    {
      text: "Families were tested by PERMANOVA under permutations of their labels, gains under pruning with Holm’s correction over all pairs",
      cites: ["anderson2001", "holm1979"],
    },
  ];
}
