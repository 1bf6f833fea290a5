import type { PathName } from "../sides/functional/best-path.js";
import type { CompareOptions } from "./compare-options.js";
import { type Settings, settingsOf } from "./settings.js";

/** What `trisim connect` takes of the options of a comparison, and how B is aligned: not at all unless that is given. */
export interface ConnectOptions
  extends Pick<
    CompareOptions,
    | ("calibration" | "points" | "preprocess" | "texts" | "labelMap" | "labelOffset")
    | ("limit" | "skipCorrupt" | "batch" | "threads")
    | ("seed" | "onProgress" | "signal")
  > {
  /** The data set to walk on, as `kind:path`. */
  readonly data: string;
  readonly align?: "none" | "weights" | "activations" | undefined;
  /** Whether the statistics of the networks between are set right, along the aligned path or else the naive one. */
  readonly repair?: boolean | undefined;
  /** Whether the network halfway is made too. */
  readonly midpoint?: boolean | undefined;
}

/** What is asked for: by which means B is aligned, whether what lies between is repaired, and so the last of the paths. */
export interface Wish {
  readonly align: "none" | "weights" | "activations";
  readonly repair: boolean;
  readonly path: PathName;
  readonly settings: Settings;
}

export function wishOf(options: ConnectOptions): Wish {
  const { align = "none", repair = false } = options;
  const path = repair ? "repaired" : align === "none" ? "naive" : "aligned";
  const settings = settingsOf({ ...options, connect: path, align: align === "none" ? undefined : align });
  return { align, repair, path, settings };
}
