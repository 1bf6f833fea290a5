import { edited } from "../edit.js";
import { freePrefix } from "../fresh-names.js";
import type { OnnxModel, OnnxNode } from "../model.js";
import { floatProto, int64Proto, valueProto } from "../proto.js";
import type { Variant } from "../variant.js";
import type { Builder, MomentOutputs, Moments, SharedConstants } from "./moment-nodes.js";
import { CONSTANT } from "./moments.js";

/** A graph that gives statistics of its batch out. */
export interface MeasuringGraph {
  /** No copy of the model. */
  readonly graph: Variant;
  /** One entry a site of the plan, in its order. */
  readonly outputs: readonly MomentOutputs[];
  /** Whether an image's numbers hang on the others of its batch. */
  readonly batchwise: boolean;
}

/** What takes the place of one node. */
export interface Edit {
  readonly replaced: OnnxNode;
  readonly nodes: readonly Uint8Array[];
  readonly moments: Moments;
  /** Graph inputs that the nodes read. */
  readonly inputs?: readonly Uint8Array[];
}

/**
 * A graph in which each site's node is replaced by what measures there, and the statistics are outputs.
 *
 * @param batchwise - whether the images of a batch are normalised together.
 * @param edit - what takes a site's place.
 * @param between - how the network that is measured differs from the model, one between it and another for instance.
 */
export function measuringGraph<Site>(
  model: OnnxModel,
  sites: readonly Site[],
  batchwise: boolean,
  edit: (site: Site, builder: Builder) => Edit,
  between: Partial<Variant> = {},
): MeasuringGraph {
  const prefix = freePrefix(model, "trisim/repair");
  const shared = sharedNames(prefix);
  const edits = sites.map((site, k) =>
    edit(site, { opset: model.opset, of: (part) => `${prefix}/${k}/${part}`, shared }),
  );
  const outputs = edits.map(({ moments }) => moments.outputs);
  const whole = {
    replace: new Map(edits.map(({ replaced, nodes }) => [replaced, nodes])),
    initializers: [...sharedConstants(shared), ...edits.flatMap(({ moments }) => moments.constants)],
    inputs: edits.flatMap(({ inputs = [] }) => inputs),
    outputs: outputs.flatMap(({ mean, variance }) => [valueProto(mean), valueProto(variance)]),
  };
  return { graph: edited(model, whole, between), outputs, batchwise };
}

function sharedNames(prefix: string): SharedConstants {
  const [axes, all, one, constant] = [`${prefix}/axes`, `${prefix}/all`, `${prefix}/one`, `${prefix}/constant`];
  return { axes, all, one, constant };
}

function sharedConstants({ axes, all, one, constant }: SharedConstants): readonly Uint8Array[] {
  return [int64Proto(axes, [0, 2]), int64Proto(all, [-1]), floatProto(one, 1), floatProto(constant, CONSTANT ** 2)];
}
