import {
  bytesField,
  concatBytes,
  float32Proto,
  int64Proto,
  intField,
  matrixProto,
  type NodeSpec,
  nodeProto,
  valueProto,
} from "./proto.js";

const IR_VERSION = 8;
const OPSET = 17;
const AXIS = "axis";

/** A factor of a symmetric matrix, n × p in float32. */
interface Factor {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** The tensors by which a runtime is fed and asked. */
export const ROW_ALIGNMENTS = {
  /** Some rows of factor k, r × p, the last column's sign turned. */
  rows: (k: number) => `rows.${k}`,
  /** r × m × m */
  products: "products",
  /** r × m */
  cubes: "cubes",
} as const;

/**
 * An ONNX model that does for some rows what `rowAlignments` does for all: m symmetric matrices are made row by row from
 * factors that the model holds, and only sums over rows leave it.
 *
 * @param factors - m ≥ 1 factors of the same number of rows.
 */
export function rowAlignmentGraph(factors: readonly Factor[]): Uint8Array {
  const graph = concatBytes([
    ...nodes(factors.length).map((node) => bytesField(1, nodeProto(node))),
    bytesField(2, "row alignments"),
    bytesField(5, int64Proto(AXIS, [1])),
    ...factors.map(({ rows, columns, data }, k) => bytesField(5, float32Proto(`factor.${k}`, [rows, columns], data))),
    ...factors.map((_, k) => bytesField(11, matrixProto(ROW_ALIGNMENTS.rows(k)))),
    ...[ROW_ALIGNMENTS.products, ROW_ALIGNMENTS.cubes].map((name) => bytesField(12, valueProto(name))),
  ]);
  const opset = concatBytes([bytesField(1, ""), intField(2, OPSET)]);
  return concatBytes([intField(1, IR_VERSION), bytesField(7, graph), bytesField(8, opset)]);
}

function nodes(m: number): NodeSpec[] {
  const all = Array.from({ length: m }, (_, k) => k);
  const each = (name: string) => all.map((k) => `${name}.${k}`);
  return [
    ...all.flatMap((k): NodeSpec[] => [
      // A's rows, r × n.
      {
        opType: "Gemm",
        inputs: [ROW_ALIGNMENTS.rows(k), `factor.${k}`],
        outputs: [`a.${k}`],
        attributes: { transB: 1 },
      },
      { opType: "Mul", inputs: [`a.${k}`, `a.${k}`], outputs: [`square.${k}`] },
      { opType: "Mul", inputs: [`square.${k}`, `a.${k}`], outputs: [`cube.${k}`] },
      { opType: "ReduceSum", inputs: [`cube.${k}`, AXIS], outputs: [`cubes.${k}`] },
      { opType: "Unsqueeze", inputs: [`a.${k}`, AXIS], outputs: [`layer.${k}`] },
    ]),
    { opType: "Concat", inputs: each("cubes"), outputs: [ROW_ALIGNMENTS.cubes], attributes: { axis: 1 } },
    { opType: "Concat", inputs: each("layer"), outputs: ["layers"], attributes: { axis: 1 } },
    { opType: "Transpose", inputs: ["layers"], outputs: ["examples"], attributes: { perm: [0, 2, 1] } },
    { opType: "MatMul", inputs: ["layers", "examples"], outputs: [ROW_ALIGNMENTS.products] },
  ];
}
