import { readdirSync, readFileSync } from "node:fs";
import type { Matrix } from "../../src/kernels/matrix.js";

interface Encoded {
  readonly rows: number;
  readonly columns: number;
  readonly dtype: "float32" | "float64";
  readonly data: string;
}

/** What every golden case of two representations has. */
export interface GoldenCase {
  readonly name: string;
  readonly x: Encoded;
  readonly y: Encoded;
}

/** The cases that a generator wrote to a folder beside it. */
export function goldenCases<T>(folder: string): readonly T[] {
  const url = new URL(`../golden/${folder}/`, import.meta.url);
  return readdirSync(url).map((file) => JSON.parse(readFileSync(new URL(file, url), "utf8")));
}

export function decode({ rows, columns, dtype, data }: Encoded): Matrix {
  const bytes = Uint8Array.from(Buffer.from(data, "base64"));
  return { rows, columns, data: dtype === "float32" ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer) };
}
