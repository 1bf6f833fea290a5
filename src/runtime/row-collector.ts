import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import type { TensorValue } from "./engine.js";

/**
 * Gathers the n × p rows that leave a network batch by batch.
 *
 * The memory is shared between threads, so that measuring elsewhere copies nothing.
 */
export class RowCollector {
  #values: Float32Array | undefined;
  #columns = 0;
  #rows = 0;

  /**
   * @param tensor - whose rows these are.
   * @param model - the model's name, for errors.
   * @param ids - the n sample ids, one a row.
   */
  constructor(
    readonly tensor: string,
    readonly model: string,
    readonly ids: readonly string[],
  ) {}

  /** Adds the first `count` rows of a batch; rows beyond are padding. */
  add({ dims, data }: TensorValue, count: number): void {
    const columns = dims[1] ?? 0;
    if (dims.length !== 2 || (dims[0] ?? 0) < count)
      throw new TrisimError(
        "mismatch",
        `${this.model}, tensor ${this.tensor}: gave [${dims.join(", ")}] for ${count} examples, expected one row each`,
      );
    this.#values ??= new Float32Array(new SharedArrayBuffer(4 * this.ids.length * columns));
    this.#columns = columns;
    const rows = data.subarray(0, count * columns);
    const bad = rows.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) this.#refuse(Math.floor(bad / columns), rows[bad]);
    this.#values.set(rows, this.#rows * columns);
    this.#rows += count;
  }

  matrix(): Matrix {
    return { rows: this.#rows, columns: this.#columns, data: this.#values ?? new Float32Array(0) };
  }

  #refuse(row: number, value: number | undefined): never {
    const id = this.ids[this.#rows + row];
    throw new TrisimError(
      "bad-value",
      `${this.model}, tensor ${this.tensor}: is ${value} for example ${id}; is the preprocessing the model's own?`,
    );
  }
}
