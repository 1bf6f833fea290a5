import type { Model } from "../runtime/open-model.js";
import type { PathName } from "../sides/functional/best-path.js";
import type { ConnectResult } from "./connect-result.js";
import type { Both } from "./pair.js";

/**
 * A network halfway on another path than was asked for: the best one is taken.
 *
 * @param reasons - of the connectivity: whether a path was left out.
 */
export function midpointWarnings(
  path: PathName,
  asked: PathName,
  reasons: Readonly<Record<string, string>>,
): readonly string[] {
  if (path === asked) return [];
  const why = reasons.lmcCurve === undefined ? "is no better" : "is left out or no better";
  return [`the network halfway is that of the ${path} path: the ${asked} one, which was asked for, ${why}`];
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
