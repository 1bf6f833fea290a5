import { type ModelSpec, modelBytes, type NodeLine, type TensorSpec, type ValueSpec } from "./onnx-builder.js";
import { withEnds } from "./other-ends.js";
import { VOCABULARY } from "./tokenizer-json.js";

const FEATURES = 4;

export interface TextTowerSpec {
  readonly features?: number;
  readonly batch?: number | string;
  readonly length?: number | string;
  readonly type?: "int64" | "int32";
  /** Whether images come and embeddings go as float16. */
  readonly isHalf?: boolean;
  /** Whether padding is told from text. */
  readonly mask?: boolean;
  /** Another input, added to the embedding. */
  readonly extra?: ValueSpec;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Row v of a table of embeddings; that of the padding is the largest, so that it shows where it counts. */
export function tokenRow(v: number, features = FEATURES): readonly number[] {
  return Array.from({ length: features }, (_, j) => (v === 0 ? 50 : Math.sin(1 + 3 * v + 5 * j)));
}

function textGraph({ features = FEATURES, batch = "n", length = "t", type = "int64", mask = true }: TextTowerSpec) {
  const table = VOCABULARY.flatMap((_, v) => tokenRow(v, features));
  const weights: TensorSpec[] = [
    { name: "table", dims: [VOCABULARY.length, features], values: table },
    { name: "first", type: "int64", dims: [1], values: [1] },
    { name: "last", type: "int64", dims: [1], values: [2] },
  ];
  const masked: NodeLine[] = [
    ["Cast", "attention_mask", "m", { to: { int: 1 } }],
    ["Unsqueeze", "m last", "m3"],
    ["Mul", "words m3", "kept"],
    ["ReduceSum", "kept first", "total", { keepdims: { int: 0 } }],
    ["ReduceSum", "m first", "count", { keepdims: { int: 1 } }],
    ["Div", "total count", "mean"],
  ];
  const nodes: NodeLine[] = [
    ["Gather", "table input_ids", "words"],
    ...(mask ? masked : [["ReduceMean", "words", "mean", { axes: { ints: [1] }, keepdims: { int: 0 } }] as const]),
  ];
  const inputs: ValueSpec[] = [["input_ids", type, [batch, length]]];
  if (mask) inputs.push(["attention_mask", type, [batch, length]]);
  return { inputs, weights, nodes };
}

function dressed({ isHalf = false }: TextTowerSpec, graph: ModelSpec): Uint8Array {
  return modelBytes(isHalf ? withEnds("float16", graph) : graph);
}

/** A text tower that gives the mean of its tokens' embeddings, `text_embeds`. */
export function textTowerBytes(spec: TextTowerSpec = {}): Uint8Array {
  const { inputs, weights, nodes } = textGraph(spec);
  const { features = FEATURES, extra, metadata = {} } = spec;
  const end: NodeLine = extra === undefined ? ["Identity", "mean", "text_embeds"] : ["Add", "mean e", "text_embeds"];
  return dressed(spec, {
    inputs: extra === undefined ? inputs : [...inputs, extra],
    outputs: [["text_embeds", "float32", [spec.batch ?? "n", features]]],
    weights,
    nodes: [...nodes, ...(extra === undefined ? [] : [["Cast", extra[0], "e", { to: { int: 1 } }] as const]), end],
    metadata,
  });
}

export interface ImageTowerSpec {
  readonly features?: number;
  readonly seed?: number;
  readonly batch?: number | string;
  /** Of the output; open dimensions are names. */
  readonly dims?: readonly (number | string)[];
  /** What its output is called, if not `image_embeds`. */
  readonly output?: string;
  /** Another output, n × 8, stated before it. */
  readonly also?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

function imageGraph({ features = FEATURES, seed = 1, batch = "n" }: ImageTowerSpec, output = "image_embeds") {
  const values = (size: number, scale: number) =>
    Array.from({ length: size }, (_, i) => scale * Math.sin(seed + 1.3 * i * (1 + (i % 5))));
  return {
    inputs: [["pixel_values", "float32", [batch, 3, 8, 8]]] as const,
    weights: [
      { name: "conv.weight", dims: [8, 3, 3, 3], values: values(8 * 27, 0.4) },
      { name: "fc.weight", dims: [8, features], values: values(8 * features, 0.7) },
      { name: "fc.bias", dims: [features], values: values(features, 0.1) },
    ],
    nodes: [
      ["Conv", "pixel_values conv.weight", "conv", { pads: { ints: [1, 1, 1, 1] } }],
      ["Relu", "conv", "relu"],
      ["GlobalAveragePool", "relu", "pooled"],
      ["Flatten", "pooled", "flat"],
      ["Gemm", "flat fc.weight fc.bias", output],
    ] satisfies NodeLine[],
  };
}

/** An image tower of 3×8×8 images that gives `image_embeds`. */
export function imageTowerBytes(spec: ImageTowerSpec = {}): Uint8Array {
  const { features = FEATURES, batch = "n", dims = [batch, features], output = "image_embeds", also, metadata } = spec;
  const { nodes, ...graph } = imageGraph(spec, output);
  const outputs: ValueSpec[] = [[output, "float32", dims]];
  if (also === undefined) return modelBytes({ ...graph, nodes, outputs, metadata });
  const more: NodeLine[] = [...nodes, ["Neg", "flat", also]];
  return modelBytes({ ...graph, nodes: more, outputs: [[also, "float32", [batch, 8]], ...outputs], metadata });
}

export interface JointSpec extends TextTowerSpec {
  readonly images?: number | string;
  readonly scale?: number;
  /** Added to all logits, as SigLIP does. */
  readonly bias?: number;
  /** Raises the cosines to this power, as no CLIP does. */
  readonly power?: number;
}

/** Both towers in one graph: `logits_per_image`, `image_embeds` and `text_embeds`. */
export function jointBytes(spec: JointSpec = {}): Uint8Array {
  const { images = "i", scale = 7.5, bias = 0, power = 1, features = FEATURES, metadata = {} } = spec;
  const [image, text] = [imageGraph({ features, batch: images }), textGraph(spec)];
  const scalar = (name: string, value: number): TensorSpec => ({ name, dims: [], values: [value] });
  const unit = (name: string): NodeLine[] => [
    ["ReduceL2", name, `${name}.length`, { axes: { ints: [1] } }],
    ["Div", `${name} ${name}.length`, `${name}.unit`],
  ];
  return dressed(spec, {
    inputs: [...text.inputs, ...image.inputs],
    outputs: [
      ["logits_per_image", "float32", [images, spec.batch ?? "n"]],
      ["text_embeds", "float32", [spec.batch ?? "n", features]],
      ["image_embeds", "float32", [images, features]],
    ],
    weights: [...image.weights, ...text.weights, scalar("scale", scale), scalar("bias", bias), scalar("power", power)],
    nodes: [
      ...image.nodes,
      ...text.nodes,
      ["Identity", "mean", "text_embeds"],
      ...unit("image_embeds"),
      ...unit("text_embeds"),
      ["Transpose", "text_embeds.unit", "across", { perm: { ints: [1, 0] } }],
      ["MatMul", "image_embeds.unit across", "cosines"],
      ["Pow", "cosines power", "bent"],
      ["Mul", "bent scale", "scaled"],
      ["Add", "scaled bias", "logits_per_image"],
    ],
    metadata,
  });
}
