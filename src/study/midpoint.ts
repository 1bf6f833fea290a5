import type { Model } from "../runtime/open-model.js";
import type { PathName } from "../sides/functional/best-path.js";
import type { Connectivity } from "../sides/functional/connectivity.js";
import type { ConnectResult } from "./connect-result.js";
import type { Both } from "./pair.js";

/** A network halfway on another path than was asked for, since the best one is taken; and one of two that see images differently. */
export function midpointWarnings(
  { a, b }: Both<Model>,
  { lmcCurve, reasons }: Pick<Connectivity, "lmcCurve" | "reasons">,
  asked: PathName,
): readonly string[] {
  const why = reasons.lmcCurve === undefined ? "is no better" : "is left out or no better";
  const [ofA, ofB] = [a, b].map(({ preprocess }) => JSON.stringify(preprocess.config));
  return [
    ...(lmcCurve === asked
      ? []
      : [`the network halfway is that of the ${lmcCurve} path: the ${asked} one, which was asked for, ${why}`]),
    ...(ofA === ofB
      ? []
      : [`${a.name} and ${b.name} preprocess images differently: the network halfway is fed as ${a.name} is`]),
  ];
}

/** What a network halfway is made of, to be written into its file. */
export function midpointOrigin({ a, b }: Both<Model>, result: ConnectResult): Readonly<Record<string, string>> {
  const { lmcCurve: path, data, nCalibration, provenance } = result;
  const alignment = path === "naive" ? null : result.alignment;
  const repair = path === "repaired" ? result.repair : null;
  const of = { a: result.models.a, b: result.models.b, alpha: 0.5, path, alignment, repair, data, nCalibration };
  const classNames = a.onnx.metadata.get("class_names");
  return {
    name: `${a.name} and ${b.name}, halfway`,
    trisim_midpoint: JSON.stringify({ ...of, trisim: provenance.trisim, seed: provenance.seed }),
    ...(classNames === undefined ? {} : { class_names: classNames }),
  };
}
