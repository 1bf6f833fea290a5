/** An address in the module's memory. */
export type Address = number;

/** One operand of a product: where it begins, and how far apart its rows and the elements of a row lie. */
type Operand = readonly [data: Address, outer: number, inner: number];

/**
 * C += A B', A: m × depth and B: n × depth, C: m × n in float64 with rows `stride` apart.
 *
 * `upper` other than 0 leaves out what lies left of C's diagonal, but for tiles that touch it.
 */
type AddProduct = (
  ...of: [m: number, n: number, depth: number, ...a: Operand, ...b: Operand, c: Address, stride: number, upper: number]
) => void;

/** x ← (x − c) · factor of each row, in place; c in float64. */
type CentreRows = (rows: number, columns: number, x: Address, c: Address, factor: number) => void;

/** The functions of the C files beside this one, where they are described. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  allocate(bytes: number): Address;
  mark(): Address;
  release(to: Address): void;
  readonly multiply_add_f64: AddProduct;
  readonly multiply_add_f32: AddProduct;
  readonly add_squared_distances: AddProduct;
  readonly centre_rows_f64: CentreRows;
  readonly centre_rows_f32: CentreRows;
  set_pair_sums(rows: number, columns: number, a: Address, b: Address, c: Address, stride: number): void;
  add_alignments(
    ...of: [
      ...[m: number, rows: number, columns: number, entries: Address],
      ...[ofRows: Address, rowsApart: number, ofColumns: Address, columnsApart: number, cubes: Address],
    ]
  ): void;
  largest_magnitude(count: number, x: Address): number;
  multiply(count: number, x: Address, factor: number): void;
  lower_factor(m: number, n: number, a: Address, l: Address): void;
  singular_values(m: number, n: number, a: Address, values: Address): number;
  symmetric_eigen(n: number, a: Address, values: Address, vectors: Address): number;
  ranks(n: number, values: Address, tie: number, order: Address): Address;
  largest(rows: number, columns: number, x: Address, k: number, skipped: number, to: Address): void;
}
