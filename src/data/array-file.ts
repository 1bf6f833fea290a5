import { basename } from "node:path";
import { TrisimError } from "../errors.js";
import type { Matrix } from "../kernels/matrix.js";
import { withFile } from "./byte-source.js";
import { chooseMember } from "./choose-member.js";
import { elementCount, type NdArray, shapeText } from "./nd-array.js";
import { openArrays } from "./open-arrays.js";

/** A representation read from a file. */
export interface MatrixFile {
  /** n × p, one row an example. */
  readonly matrix: Matrix;
  /** One id an example, where the file carries them. */
  readonly ids: readonly string[] | null;
  /** The fingerprint of its examples, where the file carries one. */
  readonly sampleHash: string | null;
  /** The file's name without its folder, and `#name` where it was given. */
  readonly name: string;
}

/**
 * Reads a representation from `FILE.npy`, `FILE.npz#name` or `FILE.safetensors#name`. The first axis counts the n
 * examples; all others are flattened into the p features. Without `#name` the file's only array is taken.
 *
 * @returns float64 for stored float64 and for integers of 32 bits and more, float32 for everything else: always exact.
 * @throws TrisimError "not-found", "unreadable", "malformed", "unsupported"; "bad-value" for NaN, infinity, an integer
 * beyond 2^53 or an empty array.
 */
export async function readMatrix(spec: string): Promise<MatrixFile> {
  const { path, extension, member } = parseSpec(spec);
  const name = basename(path) + (member === null ? "" : `#${member}`);
  return withFile(path, async (source) => {
    const { names, read, ids, sampleHash } = await openArrays(source, extension);
    const matrix = toMatrix(await read(chooseMember(path, names, member)));
    checkIds(path, matrix.rows, ids);
    return { matrix, ids, sampleHash, name };
  });
}

/**
 * @throws TrisimError "mismatch" where there is not one id a row.
 */
export function checkIds(file: string, rows: number, ids: readonly string[] | null): void {
  if (ids === null || ids.length === rows) return;
  throw new TrisimError("mismatch", `${file} has ${rows} rows and ${ids.length} sample ids; expected one a row`);
}

/** Whether a spec names a file of arrays by its ending, `#name` aside. */
export function isArrayFile(spec: string): boolean {
  return /\.npy$/i.test(spec) || /\.(npz|safetensors)(#.*)?$/is.test(spec);
}

/**
 * A file of arrays and the name of one of them, `null` where none is given.
 *
 * @throws TrisimError "unsupported" for another ending.
 */
export function parseSpec(spec: string): { path: string; extension: string; member: string | null } {
  const [, path, extension, member] =
    /^(.*\.(npy))$/is.exec(spec) ?? /^(.*?\.(npz|safetensors))(?:#(.*))?$/is.exec(spec) ?? [];
  if (path !== undefined && extension !== undefined) {
    return { path, extension: extension.toLowerCase(), member: member ?? null };
  }
  throw new TrisimError("unsupported", `${spec}: no kind of array file; expected .npy, .npz#name or .safetensors#name`);
}

/**
 * An array as n × p, one row an example.
 *
 * @throws TrisimError "bad-value" for NaN, infinity, an integer beyond 2^53 or an empty array.
 */
export function toMatrix({ name, dtype, shape, data }: NdArray): Matrix {
  const [rows, ...rest] = shape;
  const columns = elementCount(rest);
  if (rows === undefined || data.length === 0) {
    throw new TrisimError(
      "bad-value",
      `${name}: shape ${shapeText(shape)}; expected n examples of p features, both above 0`,
    );
  }
  const isExact = dtype.integer ? Number.isSafeInteger : Number.isFinite;
  const bad = data.findIndex((value) => !isExact(value));
  if (bad === -1) return { rows, columns, data };
  const place = `row ${Math.floor(bad / columns)}, column ${bad % columns} (counted from 0)`;
  const expected = dtype.integer ? "integers below 2^53" : "finite numbers";
  throw new TrisimError("bad-value", `${name}: ${place} is ${data[bad]}; expected ${expected}`);
}
