/** A stretch of the file: bytes `start` up to, not including, `end`. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Element types by their usual names, in the order of ONNX's `TensorProto.DataType`. */
export const ELEM_TYPES = [
  "undefined",
  "float32",
  "uint8",
  "int8",
  "uint16",
  "int16",
  "int32",
  "int64",
  "string",
  "bool",
  "float16",
  "float64",
  "uint32",
  "uint64",
  "complex64",
  "complex128",
  "bfloat16",
  "float8e4m3fn",
  "float8e4m3fnuz",
  "float8e5m2",
  "float8e5m2fnuz",
  "uint4",
  "int4",
  "float4e2m1",
  "float8e8m0",
] as const;

export type ElemType = (typeof ELEM_TYPES)[number];

/** The `TensorProto` field that holds a tensor's values. */
export type ValueField = "raw" | "float" | "int32" | "string" | "int64" | "double" | "uint64";

/** A constant tensor: an initialiser, or an attribute of a node. Its values stay where they are in the file. */
export interface OnnxTensor {
  readonly name: string;
  readonly elemType: ElemType;
  readonly dims: readonly number[];
  /** Number of elements, the product of `dims`. */
  readonly size: number;
  readonly valueField: ValueField;
  /** The values themselves; for `string` the whole record of the tensor. */
  readonly values: ByteRange;
  /** The content of the `TensorProto`. */
  readonly record: ByteRange;
}

/** A graph held by an attribute (a branch of `If`, the body of `Loop`): only what the outer graph must know of it. */
export interface OnnxSubGraph {
  /** Operators used in it, at any depth. */
  readonly opTypes: readonly string[];
  /** Tensors of the outer graph it reads. */
  readonly captures: readonly string[];
}

/** Integers beyond ± 2^53 are rounded to the nearest double. */
export type AttributeValue = number | string | readonly number[] | readonly string[] | OnnxTensor;

export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  /** Empty for the standard operators. */
  readonly domain: string;
  /** An optional input that is left out is the empty string. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, AttributeValue>;
  readonly subGraphs: readonly OnnxSubGraph[];
  /** The whole record in the file, tag and length included. */
  readonly record: ByteRange;
}

/** A dimension: its size, its symbolic name, or `null` where the file says nothing. */
export type Dim = number | string | null;

/** What the file says of a graph input, output or inner tensor. */
export interface OnnxValue {
  readonly name: string;
  /** `null` where the file does not say, or for sequences and maps. */
  readonly elemType: ElemType | null;
  /** `null` where the rank is unknown. */
  readonly dims: readonly Dim[] | null;
}

/** The file that a model is, from its first byte to its last, or with its values in files beside it (external data). */
export interface ModelFile {
  /** Absolute. */
  readonly path: string;
  /**
   * How the runtime finds the values of tensors: in this file, in those beside it that the graph in this file names, or not at
   * all, as it follows no link to another folder.
   */
  readonly mapping: "in place" | { readonly graph: Uint8Array } | null;
  /**
   * Lets the model's bytes go, if they are many: whoever asks for them next has them read again.
   *
   * @returns whether there were any to let go.
   */
  setAside(): boolean;
  /** The bytes [start, end), in memory of their own where the model is set aside. */
  bytesAt(start: number, end: number): Uint8Array;
  /** @throws TrisimError "unreadable" where another content is at its path than was read. */
  checkUnchanged(): void;
  /** @throws TrisimError "unreadable" where it was written to in place; where it was removed or replaced it is still mapped. */
  checkMapped(): void;
}

/** The bytes of a model, and where they are besides. */
export interface StoredModel {
  /** To be asked for where they are needed, not kept: they may have been set aside. */
  readonly bytes: Uint8Array;
  /** `null` where they are in memory alone. */
  readonly file: ModelFile | null;
}

/** An ONNX model as its file states it; nothing is computed, inferred or copied. */
export interface OnnxModel extends StoredModel {
  /** How messages name the model, mostly its file. */
  readonly name: string;
  readonly producer: string;
  /** What whoever made the file wrote into it, by key. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly irVersion: number;
  /** Version of the standard operator set. */
  readonly opset: number;
  /** In file order. */
  readonly nodes: readonly OnnxNode[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  /** Inputs that must be fed: those with an initialiser as default are left out. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** What the file says of inner tensors; often nothing. */
  readonly values: ReadonlyMap<string, OnnxValue>;
  /** The `graph` records of the file, which protobuf merges: where the record starts and where its content is. */
  readonly graphRecords: readonly (ByteRange & { readonly recordStart: number })[];
}
