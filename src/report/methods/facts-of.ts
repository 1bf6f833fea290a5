import type { StudyResult } from "../../study/results/study.js";
import type { CompareResult } from "../../study/results.js";
import type { MethodFacts } from "./method-text.js";

type Functional = CompareResult["data"][number]["functional"];
type Connectivity = CompareResult["data"][number]["functional"]["connectivity"];

/** What a comparison did. */
export function comparisonFacts({ data, provenance }: CompareResult): MethodFacts {
  const [first] = data;
  return {
    ...runFacts(provenance),
    data: data.map(({ name, n, role }) => ({ name, n, role })),
    measures: measuresOf(data.map((entry) => entry.static.representation)),
    predictive: data.some(({ functional }) => functional.predictive !== null),
    probes: probesOf(data),
    connectivity: connectivityFacts(data.map(({ functional }) => functional.connectivity)),
    pruning: { method: first?.sparsity.method ?? "", levels: first?.sparsity.levels ?? [] },
    models: null,
  };
}

/** What a study did. */
export function studyFacts({ models, data, pairs, pruning, provenance }: StudyResult): MethodFacts {
  const on = pairs.flatMap((pair) => pair.data);
  return {
    ...runFacts(provenance),
    data: data.map(({ name, n, role }) => ({ name, n, role })),
    measures: measuresOf(on.map((entry) => entry.static.representation)),
    predictive: on.some(({ functional }) => functional.predictive !== null),
    probes: probesOf(on),
    connectivity: connectivityFacts(on.map(({ functional }) => functional.connectivity)),
    pruning: models.some(isPruned) ? pruning : { ...pruning, levels: [] },
    models: models.length,
  };
}

function isPruned({ failure, unpruned }: StudyResult["models"][number]): boolean {
  return failure === null && unpruned === undefined;
}

/** Of each number of examples once. */
function probesOf(
  entries: readonly { readonly n: number; readonly functional: Pick<Functional, "basis" | "n"> }[],
): MethodFacts["probes"] {
  const splits = entries.flatMap(({ n: all, functional: { basis, n } }) =>
    basis === "probe" ? [[`${all} ${n}`, { nFitted: all - n, n }] as const] : [],
  );
  return [...new Map(splits).values()];
}

function runFacts({ trisim, runtime, seed }: CompareResult["provenance"]) {
  return { version: trisim, runtime, seed };
}

function measuresOf(representations: readonly object[]): string[] {
  const names = representations.flatMap((of) => Object.keys(of));
  return [...new Set(names)].filter((name) => name !== "a" && name !== "b" && name !== "cka");
}

function connectivityFacts(paths: readonly Connectivity[]): MethodFacts["connectivity"] {
  const walked = paths.filter((path) => path !== null);
  const [first] = walked;
  if (first === undefined) return null;
  const aligned = walked.some((path) => path.aligned !== null);
  return { points: first.alphas.length, aligned, repaired: walked.some((path) => path.repaired !== null) };
}
