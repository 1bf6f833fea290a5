import { node } from "../matrix-graph.js";
import { int64Proto, type NodeSpec } from "../proto.js";

/** What makes the nodes of one site. */
export interface Builder {
  readonly opset: number;
  /** The name of a tensor of this site, free in the graph. */
  readonly of: (part: string) => string;
  /** Constants that the nodes of all sites read. */
  readonly shared: SharedConstants;
}

export interface SharedConstants {
  /** The axes beside the channels. */
  readonly axes: string;
  /** One axis, as long as there are values. */
  readonly all: string;
  readonly one: string;
  /** The square of `CONSTANT`. */
  readonly constant: string;
}

/** The outputs, C float32 numbers each, that hold the moments of one site. */
export interface MomentOutputs {
  readonly mean: string;
  readonly variance: string;
}

/** The moments of a tensor over all axes but its channels', and how they come about. */
export interface Moments {
  readonly nodes: readonly NodeSpec[];
  readonly constants: readonly Uint8Array[];
  /** The tensor less its means, as float32, a × C × b. */
  readonly centred: string;
  /** 1 × C × 1 */
  readonly mean: string;
  /** Biased; 1 × C × 1 */
  readonly variance: string;
  /** The same two as C numbers each. */
  readonly outputs: MomentOutputs;
}

/** Where the channels of a tensor are: in the second axis, or in the last one. */
export type Layout = "second" | "last";

/** `TensorProto.DataType` of float32. */
const FLOAT32 = 1;
/** From this operator set on, reductions read their axes from an input. */
const AXES_AS_INPUT = 18;

/**
 * The nodes that compute mean and biased variance of each channel of a tensor: in two passes, so that a mean far from 0
 * costs no digit.
 */
export function momentNodes(builder: Builder, tensor: string, layout: Layout, channels: number): Moments {
  const { opset, of, shared } = builder;
  const averaged = (from: string, to: string) =>
    opset < AXES_AS_INPUT
      ? node("ReduceMean", [from], to, { axes: [0, 2], keepdims: 1 })
      : node("ReduceMean", [from, shared.axes], to, { keepdims: 1 });
  const [mean, variance, centred] = [of("means"), of("variances"), of("centred")];
  const outputs = { mean: of("mean"), variance: of("variance") };
  return {
    constants: [int64Proto(of("flat.shape"), layout === "second" ? [0, channels, -1] : [-1, channels, 1])],
    nodes: [
      node("Cast", [tensor], of("real"), { to: FLOAT32 }),
      node("Reshape", [of("real"), of("flat.shape")], of("flat")),
      averaged(of("flat"), mean),
      node("Sub", [of("flat"), mean], centred),
      node("Mul", [centred, centred], of("squares")),
      averaged(of("squares"), variance),
      node("Reshape", [mean, shared.all], outputs.mean),
      node("Reshape", [variance, shared.all], outputs.variance),
    ],
    ...{ centred, mean, variance, outputs },
  };
}
