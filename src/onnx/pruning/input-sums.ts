import { intAttribute } from "../attributes.js";
import { withAppended } from "../edit.js";
import { freePrefix } from "../fresh-names.js";
import { node } from "../matrix-graph.js";
import type { OnnxModel } from "../model.js";
import { int64Proto, type NodeSpec, nodeProto, valueProto } from "../proto.js";
import type { Variant } from "../variant.js";
import { isConvolution } from "../weighted.js";
import type { PrunableLayer } from "./prunable-layers.js";
import { featuresOf } from "./wanda.js";
import { weightAxes } from "./weight-axes.js";

/** A graph that gives the sum of squares of every input feature of its layers out. */
export interface InputSums {
  readonly graph: Variant;
  /** Layer → the output that holds its sums, one float32 a feature; layers that read the same tensor alike share one. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Where the input features of a layer are in its activation. */
type Layout = "second" | "last" | "before-last";

/** One activation to be summed. */
interface Source {
  readonly tensor: string;
  readonly layout: Layout;
  readonly features: number;
}

const FLOAT = 1;
/** From this operator set on, reductions read their axes from an input. */
const AXES_AS_INPUT = 18;

/** A model that also gives out, for each layer, the sum over the batch and all positions of x² of each feature. */
export function inputSums(model: OnnxModel, layers: readonly PrunableLayer[]): InputSums {
  const prefix = freePrefix(model, "trisim/input");
  const sources = new Map<string, Source & { readonly output: string }>();
  const outputs = new Map<string, string>();
  for (const layer of layers) {
    const source = sourceOf(model, layer);
    const key = JSON.stringify(source);
    const { output } = sources.get(key) ?? { output: `${prefix}/${sources.size}` };
    sources.set(key, { ...source, output });
    outputs.set(layer.name, output);
  }
  const parts = [...sources.values()].map((source) => summing(model.opset, source));
  const graph = withAppended(model, {
    nodes: parts.flatMap(({ nodes }) => nodes.map(nodeProto)),
    initializers: parts.flatMap(({ constants }) => constants),
    outputs: [...sources.values()].map(({ output }) => valueProto(output)),
  });
  return { graph, outputs };
}

function sourceOf(model: OnnxModel, layer: PrunableLayer): Source {
  const { node: reader, operands } = layer;
  const features = featuresOf(weightAxes(model, layer));
  return { tensor: operands.activation, layout: layoutOf(reader, reader.inputs[0] === operands.activation), features };
}

function layoutOf(reader: PrunableLayer["node"], isLeft: boolean): Layout {
  if (isConvolution(reader)) return "second";
  const isTransposed = intAttribute(reader, isLeft ? "transA" : "transB", 0) === 1;
  return isLeft === isTransposed ? "before-last" : "last";
}

function summing(
  opset: number,
  { tensor, layout, features, output }: Source & { readonly output: string },
): { readonly nodes: readonly NodeSpec[]; readonly constants: readonly Uint8Array[] } {
  const of = (part: string) => `${output}/${part}`;
  const constants: Uint8Array[] = [];
  const constant = (part: string, values: readonly number[]) => {
    constants.push(int64Proto(of(part), values));
    return of(part);
  };
  const reduced = (opType: string, from: string, axes: readonly number[], to: string, part: string) =>
    opset < AXES_AS_INPUT
      ? node(opType, [from], to, { axes, keepdims: 0 })
      : node(opType, [from, constant(part, axes)], to, { keepdims: 0 });
  const cast = node("Cast", [tensor], of("real"), { to: FLOAT });
  if (layout === "second") {
    const flat = node("Reshape", [of("real"), constant("shape", [0, features, -1])], of("flat"));
    return { nodes: [cast, flat, reduced("ReduceSumSquare", of("flat"), [0, 2], output, "axes")], constants };
  }
  const rows = constant("shape", [-1, features]);
  if (layout === "last") {
    const flat = node("Reshape", [of("real"), rows], of("flat"));
    return { nodes: [cast, flat, reduced("ReduceSumSquare", of("flat"), [0], output, "axes")], constants };
  }
  // How long the last axis is need not be known: it is summed first, and sums of squares are their own magnitudes.
  const squares = reduced("ReduceSumSquare", of("real"), [-1], of("squares"), "last");
  const flat = node("Reshape", [of("squares"), rows], of("flat"));
  return { nodes: [cast, squares, flat, reduced("ReduceL1", of("flat"), [0], output, "axes")], constants };
}
