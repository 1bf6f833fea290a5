import { ELEM_TYPES } from "../../src/onnx/model.js";
import type { ModelSpec, NodeLine, ValueSpec } from "./onnx-builder.js";

/** A model that takes its images and gives its outputs in another type than float32, in which it computes: casts are at both ends. */
export function withEnds(type: "float16" | "float64", { inputs = [], outputs = [], nodes, ...rest }: ModelSpec) {
  const isImage = ([, of, dims]: ValueSpec) => of === "float32" && dims.length === 4;
  const images = inputs.filter(isImage).map(([name]) => name);
  const given = outputs.map((output) => (typeof output === "string" ? output : output[0]));
  const inner = (names: string) =>
    names
      .split(" ")
      .map((name) => (images.includes(name) || given.includes(name) ? `${name}.real` : name))
      .join(" ");
  const cast = (from: string, to: string, into: "float32" | "float16" | "float64"): NodeLine => [
    ...(["Cast", from, to] as const),
    { to: { int: ELEM_TYPES.indexOf(into) } },
  ];
  return {
    ...rest,
    inputs: inputs.map((input): ValueSpec => (isImage(input) ? [input[0], type, input[2]] : input)),
    outputs: outputs.map((output) => (typeof output === "string" ? output : ([output[0], type, output[2]] as const))),
    nodes: [
      ...images.map((name) => cast(name, `${name}.real`, "float32")),
      ...nodes.map(([op, from, to, attributes]): NodeLine => [op, inner(from), inner(to), attributes ?? {}]),
      ...given.map((name) => cast(`${name}.real`, name, type)),
    ],
  } satisfies ModelSpec;
}
